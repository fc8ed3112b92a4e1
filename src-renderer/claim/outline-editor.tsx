/** Crop and turn by hand: the shot with a paper's four corners on it, to drag or to move by the arrow keys, and the page as it comes out. */
import { RotateLeftOutlined, RotateRightOutlined } from '@ant-design/icons'
import { Button, Modal, Space, Typography } from 'antd'
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react'
import { isOutline, turnedOutline } from '../../src-shared/outline.ts'
import type { CaptureId, Quad } from '../../src-shared/voucher.ts'
import { useText } from '../text/use-text.ts'
import { OutlinePreview } from './outline-preview.tsx'

/** A picture that is shown, at its full size in pixels. */
export interface Shot { address: string; widthPx: number; heightPx: number }

interface OutlineEditorProps {
  captureId: CaptureId
  /** Where the paper lies at first; null: nobody knows. */
  firstPx: Quad | null
  isSaving: boolean
  save: (quadPx: Quad) => void
  close: () => void
  /** Back to where it was found; null where there is nothing to go back to. */
  reset: (() => void) | null
}

export function OutlineEditor({ captureId, firstPx, isSaving, save, close, reset }: OutlineEditorProps) {
  const text = useText()
  const shot = useShot(`voucher://capture/${captureId}`)
  const [moved, setMoved] = useState<Quad | null>(null)
  const quad = moved ?? firstPx ?? (shot && inset(shot))
  const isPossible = quad !== null && isOutline(quad)
  const footer = (
    <div className="outline-foot">
      <Space>
        <Button icon={<RotateLeftOutlined />} disabled={!quad} data-testid="turn-left" onClick={() => quad && setMoved(turnedOutline(quad, 3))}>{text.outline.left}</Button>
        <Button icon={<RotateRightOutlined />} disabled={!quad} data-testid="turn-right" onClick={() => quad && setMoved(turnedOutline(quad, 1))}>{text.outline.right}</Button>
        {reset && <Button data-testid="outline-reset" onClick={reset}>{text.outline.reset}</Button>}
      </Space>
      <Space>
        <Button onClick={close}>{text.cancel}</Button>
        <Button type="primary" disabled={!isPossible} loading={isSaving} data-testid="outline-save" onClick={() => quad && save(rounded(quad))}>{text.outline.save}</Button>
      </Space>
    </div>
  )
  return (
    <Modal open title={text.outline.title} onCancel={close} footer={footer} width="min(1180px, 96vw)" centered className="outline-editor">
      {shot && quad && (
        <div className="outline-body" data-testid="outline-editor">
          <Corners shot={shot} quad={quad} isPossible={isPossible} move={setMoved} />
          <div className="outline-side">
            <Typography.Text type="secondary">{text.outline.preview}</Typography.Text>
            {isPossible ? <OutlinePreview shot={shot} quad={quad} /> : <Typography.Text type="danger">{text.outline.impossible}</Typography.Text>}
            <Typography.Text type="secondary" className="outline-hint">{text.outline.hint}</Typography.Text>
          </div>
        </div>
      )}
    </Modal>
  )
}

interface CornersProps { shot: Shot; quad: Quad; isPossible: boolean; move: (quad: Quad) => void }

function Corners({ shot, quad, isPossible, move }: CornersProps) {
  const text = useText()
  const picture = useRef<SVGSVGElement>(null)
  const [held, setHeld] = useState<number | null>(null)
  const moveTo = (corner: number, x: number, y: number) => move(quad.map((point, i) => (i === corner ? [clamped(x, shot.widthPx), clamped(y, shot.heightPx)] : point)) as Quad)
  const drag = (corner: number) => (event: PointerEvent) => {
    const toPicture = picture.current?.getScreenCTM()?.inverse()
    if (held !== corner || !toPicture) return
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(toPicture)
    moveTo(corner, x, y)
  }
  const step = (corner: number) => (event: KeyboardEvent) => {
    const [dx, dy] = arrows[event.key] ?? [0, 0]
    if (dx === 0 && dy === 0) return
    event.preventDefault()
    const px = event.shiftKey ? 20 : 2
    moveTo(corner, quad[corner]![0] + dx * px, quad[corner]![1] + dy * px)
  }
  const outline = quad.map((point) => point.join(',')).join(' ')
  return (
    <div className="outline-picture">
      <svg ref={picture} viewBox={`0 0 ${shot.widthPx} ${shot.heightPx}`}>
        <image href={shot.address} width={shot.widthPx} height={shot.heightPx} />
        <path className="outline-shade" fillRule="evenodd" d={`M0,0H${shot.widthPx}V${shot.heightPx}H0Z M${outline}Z`} />
        <polygon points={outline} className={`outline-line ${isPossible ? '' : 'impossible'}`} />
        <line className="outline-top" x1={quad[0][0]} y1={quad[0][1]} x2={quad[1][0]} y2={quad[1][1]} />
        {quad.map(([x, y], i) => (
          <circle key={i} cx={x} cy={y} r={shot.widthPx / 70} className={`outline-corner ${held === i ? 'held' : ''}`} tabIndex={0} role="slider" aria-label={text.outline.corners[i]} aria-valuetext={`${Math.round(x)}, ${Math.round(y)}`} aria-valuenow={Math.round(x)} data-testid={`corner-${i}`}
            onPointerDown={(event) => {
              event.currentTarget.setPointerCapture(event.pointerId)
              setHeld(i)
            }}
            onPointerMove={drag(i)} onPointerUp={() => setHeld(null)} onPointerCancel={() => setHeld(null)} onKeyDown={step(i)} />
        ))}
      </svg>
      {held !== null && <Loupe shot={shot} outline={outline} at={quad[held]!} />}
    </div>
  )
}

/** The corner under the pointer, four times as large, where the hand does not cover it. */
function Loupe({ shot, outline, at: [x, y] }: { shot: Shot; outline: string; at: Quad[number] }) {
  const radius = shot.widthPx / 40
  return (
    <svg className={`outline-loupe ${x < shot.widthPx / 2 ? 'right' : 'left'}`} viewBox={`${x - radius} ${y - radius} ${2 * radius} ${2 * radius}`}>
      <image href={shot.address} width={shot.widthPx} height={shot.heightPx} />
      <polygon points={outline} className="outline-line" />
    </svg>
  )
}

const arrows: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }

const clamped = (value: number, most: number) => Math.min(most, Math.max(0, value))
const rounded = (quad: Quad) => quad.map((point) => point.map((px) => Math.round(px * 10) / 10)) as Quad

function inset({ widthPx, heightPx }: Shot): Quad {
  const [dx, dy] = [widthPx * 0.08, heightPx * 0.08]
  return [[dx, dy], [widthPx - dx, dy], [widthPx - dx, heightPx - dy], [dx, heightPx - dy]]
}

function useShot(address: string): Shot | null {
  const [shot, setShot] = useState<Shot | null>(null)
  useEffect(() => {
    const image = new Image()
    image.addEventListener('load', () => setShot({ address, widthPx: image.naturalWidth, heightPx: image.naturalHeight }), { once: true })
    image.src = address
  }, [address])
  return shot
}
