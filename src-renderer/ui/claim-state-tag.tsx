/** Where a claim stands, in a word. */
import { Tag } from 'antd'
import type { ClaimOverview } from '../../src-shared/ipc-contract.ts'
import { useText } from '../text/use-text.ts'

const colours: Record<ClaimOverview['state'], string> = { draft: 'default', submitted: 'processing', kept: 'cyan', 'in-review': 'blue', returned: 'error', approved: 'success' }

export function ClaimStateTag({ claim }: { claim: Pick<ClaimOverview, 'state' | 'uploadPercent'> }) {
  const text = useText()
  const isUploading = claim.state === 'submitted' && claim.uploadPercent > 0
  return <Tag color={colours[claim.state]} data-testid="claim-state" data-state={claim.state}>{isUploading ? text.uploading(claim.uploadPercent) : text.states[claim.state]}</Tag>
}
