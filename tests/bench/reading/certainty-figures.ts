/** How honest a score is: errors among what was called sure, with an upper bound, and the reliability diagram. */
import sharp from 'sharp'

export interface Judged { score: number; isSure: boolean; isRight: boolean }

/**
 * Upper end of the exact one-sided confidence interval for a share (Clopper and Pearson 1934): the share at which so few
 * errors or fewer would be seen with a chance of `1 - confidence` only. With no error in n it is about 3/n at 95 %.
 */
export function upperBound(errors: number, of: number, confidence = 0.95): number {
  if (errors >= of) return 1
  let [low, high] = [errors / of, 1]
  for (let step = 0; step < 60; step++) {
    const share = (low + high) / 2
    if (chanceOfAtMost(errors, of, share) > 1 - confidence) low = share
    else high = share
  }
  return high
}

/** Chance of at most `errors` among `of` where each has chance `share`: the binomial sum, in logarithms. */
function chanceOfAtMost(errors: number, of: number, share: number): number {
  let term = of * Math.log1p(-share)
  let sum = Math.exp(term)
  for (let k = 1; k <= errors; k++) {
    term += Math.log((of - k + 1) / k) + Math.log(share) - Math.log1p(-share)
    sum += Math.exp(term)
  }
  return sum
}

export interface ReliabilityRow { low: number; high: number; fields: number; claimedError: number; error: number; errorUpTo: number }

/** Score bands from the doubtful to the sure; what the scores claim beside what was true. */
const bands = [0, 0.5, 0.8, 0.9, 0.97, 0.99, 0.997, 0.999, 1.0001]

export function reliability(judged: readonly Judged[]): ReliabilityRow[] {
  return bands.slice(0, -1).flatMap((low, i) => {
    const high = bands[i + 1]!
    const inside = judged.filter(({ score }) => score >= low && score < high)
    if (inside.length === 0) return []
    const errors = inside.filter(({ isRight }) => !isRight).length
    const claimedError = inside.reduce((sum, { score }) => sum + 1 - score, 0) / inside.length
    return [{ low, high: Math.min(1, high), fields: inside.length, claimedError, error: errors / inside.length, errorUpTo: upperBound(errors, inside.length) }]
  })
}

/** The diagram as a PNG: claimed error to the right, found error upwards, both logarithmic; a bar up to the 95 % bound. */
export async function drawReliability(rows: readonly ReliabilityRow[], title: string, path: string): Promise<void> {
  const [size, margin] = [520, 60]
  const place = (share: number) => ((Math.log10(Math.max(1e-4, share)) + 4) / 4) * size
  const [x, y] = [(share: number) => margin + place(share), (share: number) => margin + size - place(share)]
  const grid = [1e-4, 1e-3, 1e-2, 1e-1, 1].map((share) => `<path d="M${x(share)} ${y(1e-4)}V${y(1)}M${x(1e-4)} ${y(share)}H${x(1)}" stroke="#ddd"/><text x="${x(share)}" y="${size + margin + 18}" text-anchor="middle">${share}</text><text x="${margin - 6}" y="${y(share) + 4}" text-anchor="end">${share}</text>`)
  const points = rows.map(({ claimedError, error, errorUpTo, fields }) => `<path d="M${x(claimedError)} ${y(error)}V${y(errorUpTo)}" stroke="#1677ff" stroke-width="2"/><circle cx="${x(claimedError)}" cy="${y(error)}" r="5" fill="#1677ff"/><text x="${x(claimedError) + 8}" y="${y(error) - 6}">${fields}</text>`)
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size + 2 * margin}" height="${size + 2 * margin}" font-family="Noto Sans CJK SC" font-size="12"><rect width="100%" height="100%" fill="#fff"/>${grid.join('')}
<path d="M${x(1e-4)} ${y(1e-4)}L${x(1)} ${y(1)}" stroke="#999" stroke-dasharray="4"/>${points.join('')}<text x="${margin}" y="28" font-size="15">${title}</text>
<text x="${margin + size / 2}" y="${size + margin + 42}" text-anchor="middle">claimed error</text><text x="16" y="${margin + size / 2}" transform="rotate(-90 16 ${margin + size / 2})" text-anchor="middle">error found</text></svg>`
  await sharp(Buffer.from(svg)).png().toFile(path)
}
