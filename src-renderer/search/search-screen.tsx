/** Anything that stands on any page of the unit: found as it is typed, opened with its place marked. */
import { SearchOutlined } from '@ant-design/icons'
import { Card, Empty, Input, type InputRef, Tag, Typography } from 'antd'
import { useDeferredValue, useEffect, useRef } from 'react'
import type { SearchHit } from '../../src-shared/ipc-contract.ts'
import { useSearch } from '../bridge.ts'
import { useText } from '../text/use-text.ts'
import { ClaimStateTag } from '../ui/claim-state-tag.tsx'

interface SearchProps { sought: string; seek: (text: string) => void; open: (hit: SearchHit) => void; focus: number }

/** @param props.focus changes whenever the person asks for the search again */
export function SearchScreen({ sought, seek, open, focus }: SearchProps) {
  const text = useText()
  const input = useRef<InputRef>(null)
  useEffect(() => input.current?.focus({ cursor: 'all' }), [focus])
  const { data, isFetching } = useSearch(useDeferredValue(sought))
  const hits = sought.trim() === '' ? [] : (data?.hits ?? [])
  return (
    <div className="screen search-screen">
      <Input ref={input} size="large" prefix={<SearchOutlined />} allowClear value={sought} maxLength={100} placeholder={text.search.placeholder} data-testid="search-input" onChange={(event) => seek(event.target.value)}
        onPressEnter={() => hits[0] && open(hits[0])} />
      {sought.trim() === '' ? <Typography.Paragraph type="secondary" className="search-hint">{text.search.hint}</Typography.Paragraph> : null}
      {sought.trim() !== '' && data && !isFetching && hits.length === 0 && <Card><Empty description={text.search.empty(sought.trim())} /></Card>}
      {hits.length > 0 && (
        <div className="search-hits">
          <Typography.Text type="secondary" data-testid="search-count">{text.search.count(hits.length, data!.hasMore)}</Typography.Text>
          {hits.map((hit) => <Hit key={hit.pageId} hit={hit} open={() => open(hit)} />)}
        </div>
      )}
    </div>
  )
}

function Hit({ hit, open }: { hit: SearchHit; open: () => void }) {
  const text = useText()
  return (
    <button type="button" className="search-hit" data-testid="search-hit" data-page-id={hit.pageId} onClick={open}>
      <img src={`voucher://thumb/${hit.pageId}`} alt="" loading="lazy" />
      <span className="hit-words">
        <span className="hit-snippet">{hit.field && <Tag>{text.fields[hit.field]}</Tag>}{hit.snippet.map((piece, i) => (piece.isMarked ? <mark key={i}>{piece.text}</mark> : <span key={i}>{piece.text}</span>))}</span>
        <span className="hit-foot"><b>{hit.claimNumber || text.claims.untitled}</b><span>{text.pages.page(hit.place)} · {text.kinds[hit.kind]}</span></span>
      </span>
      <ClaimStateTag claim={{ state: hit.claimState, uploadPercent: 0 }} />
    </button>
  )
}
