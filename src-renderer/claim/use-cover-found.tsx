/** A claim's own code was under the camera: the screen goes to that claim, and one press brings everything back. */
import { App, Button } from 'antd'
import { useEffect, useEffectEvent } from 'react'
import type { IpcEventPayload } from '../../src-shared/ipc-contract.ts'
import type { ClaimId } from '../../src-shared/voucher.ts'
import { call } from '../bridge.ts'
import { useText } from '../text/use-text.ts'
import { useAction } from '../ui/use-action.ts'

export function useCoverFound(openClaim: (claimId: ClaimId) => void): void {
  const text = useText()
  const { notification } = App.useApp()
  const [moveBack] = useAction((cover: IpcEventPayload['cover-found']) => call('capture.move', { captureIds: cover.captureIds, claimId: cover.from }))
  const hear = useEffectEvent((cover: IpcEventPayload['cover-found']) => {
    const key = cover.captureIds[0] ?? cover.from
    if (!cover.to) return notification.warning({ key, title: text.cover.notOpen, description: text.cover.notOpenRemedy, placement: 'top', duration: 10 })
    const undo = async () => {
      notification.destroy(key)
      if (await moveBack(cover)) openClaim(cover.from)
    }
    openClaim(cover.to.claimId)
    notification.success({
      key, title: text.cover.found(cover.to.number || text.claims.untitled), description: text.cover.foundHint, placement: 'top', duration: 60,
      actions: <Button size="small" data-testid="undo-cover" onClick={() => void undo()}>{text.cover.undo}</Button>,
    })
  })
  useEffect(() => window.pingying.on['cover-found']((cover) => hear(cover)), [])
}
