/** Over the live picture: where papers lie, whether they lie still, and which reach beyond it. */
import { Tag } from 'antd'
import { useText } from '../text/use-text.ts'
import type { Preview } from './use-preview.ts'

export function PreviewOutlines({ preview }: { preview: Preview }) {
  const text = useText()
  const { state, papers, isMatMoved, widthPx, heightPx, looks } = preview
  const isCut = papers.some((paper) => paper.isCut)
  return (
    <div className={`seen ${state}`} data-testid="seen" data-state={state} data-papers={papers.length} data-looks={looks}>
      <svg viewBox={`0 0 ${widthPx} ${heightPx}`}>
        {papers.map((paper, i) => <polygon key={i} className={paper.isCut ? 'cut' : ''} points={paper.quadPx.map((point) => point.join(',')).join(' ')} />)}
      </svg>
      <div className="seen-words">
        <Tag color={state === 'steady' ? 'green' : 'default'}>{state === 'steady' ? text.seen.steady(papers.length) : text.seen[state]}</Tag>
        {isCut && state !== 'moving' && <Tag color="orange">{text.seen.cut}</Tag>}
        {isMatMoved && state !== 'moving' && <Tag color="gold" data-testid="mat-moved">{text.mat.moved}</Tag>}
      </div>
    </div>
  )
}
