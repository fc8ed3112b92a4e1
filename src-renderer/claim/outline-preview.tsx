/** A paper of a shot laid flat by the graphics card: what an outline will make of it. */
import type { Quad } from '../../src-shared/voucher.ts'
import type { Shot } from './outline-editor.tsx'

const longSidePx = 300

export function OutlinePreview({ shot, quad }: { shot: Shot; quad: Quad }) {
  const side = (from: number, to: number) => Math.hypot(quad[from]![0] - quad[to]![0], quad[from]![1] - quad[to]![1])
  const [width, height] = [Math.max(side(0, 1), side(3, 2)), Math.max(side(0, 3), side(1, 2))]
  const scale = longSidePx / Math.max(width, height)
  const flat = new DOMMatrix().scale(width * scale, height * scale).multiply(fromUnitSquare(quad).inverse())
  return (
    <div className="outline-preview" data-testid="outline-preview" style={{ width: width * scale, height: height * scale }}>
      <img src={shot.address} width={shot.widthPx} height={shot.heightPx} alt="" style={{ transform: flat.toString() }} />
    </div>
  )
}

/** The projective map of the unit square onto four corners (Heckbert 1989). */
function fromUnitSquare([[x0, y0], [x1, y1], [x2, y2], [x3, y3]]: Quad): DOMMatrix {
  const [dx1, dx2, sumX] = [x1 - x2, x3 - x2, x0 - x1 + x2 - x3]
  const [dy1, dy2, sumY] = [y1 - y2, y3 - y2, y0 - y1 + y2 - y3]
  const area = dx1 * dy2 - dx2 * dy1
  const [g, h] = [(sumX * dy2 - dx2 * sumY) / area, (dx1 * sumY - sumX * dy1) / area]
  return new DOMMatrix([x1 - x0 + g * x1, y1 - y0 + g * y1, 0, g, x3 - x0 + h * x3, y3 - y0 + h * y3, 0, h, 0, 0, 1, 0, x0, y0, 0, 1])
}
