import type { Span } from '../../../core/voice/reading.ts'
import { Figure, type Plotting, Table } from '../voice/plots/figure.tsx'
import { standWords } from './meter-words.ts'

interface BandPlotProps {
  score: number
  own: Span
  others: Span | null
  models: Span | null
}

interface Row extends Span {
  who: string
  kind: 'own' | 'others' | 'models'
}

/**
 * Where a text stands: the creator's own videos, each scored without itself, other creators by the same profile, and
 * what models write when nobody asks for a voice. All on the meter's axis (`MeterReading`).
 */
export function BandPlot({ score, own, others, models }: BandPlotProps) {
  const rows: Row[] = [
    { who: 'Your own videos', kind: 'own', ...own },
    ...(others ? [{ who: 'Other creators', kind: 'others' as const, ...others }] : []),
    ...(models ? [{ who: 'Models, asked for no voice', kind: 'models' as const, ...models }] : []),
  ]
  return (
    <Figure
      says={`Where this text stands among texts of its length. ${standWords(score, own)}`}
      name="where this text stands"
      height={rows.length * rowHeight + 46}
      about={[score, ...rows.flatMap(({ p10, p50, p90 }) => [p10, p50, p90])]}
      draw={(plot, width) => draw(plot, width, score, rows)}
      numbers={() => (
        <>
          <p class="field__hint">
            At 0 the words are as likely from somebody else as from you, at 1 they are ten times likelier from
            you, at 2 a hundred times. This text: {score.toFixed(1)}.
          </p>
          <Table
            caption="Scores of texts of this length"
            heads={['Whose', '1 in 10 below', 'Half below', '9 in 10 below']}
            rows={rows.map(({ who, p10, p50, p90 }) => [who, p10.toFixed(1), p50.toFixed(1), p90.toFixed(1)])}
          />
        </>
      )}
    />
  )
}

const rowHeight = 34
/** Of the width of all bands, how far outside them a text is drawn in its place. */
const FAR = 0.5

function draw(Plot: Plotting, width: number, score: number, rows: Row[]): Element {
  const ends = rows.flatMap(({ p10, p90 }) => [p10, p90])
  const [least, most] = [Math.min(...ends), Math.max(...ends)]
  const span = most - least || 1
  // A text far outside stands at the edge with an arrow: at its true place it would press the bands into a line.
  const at = Math.min(Math.max(score, least - FAR * span), most + FAR * span)
  const domain: [number, number] = [Math.min(least, at) - 0.06 * span, Math.max(most, at) + 0.06 * span]
  const label = at > score ? '← this text' : at < score ? 'this text →' : 'this text'
  // The label beside the mark stays inside the picture.
  const share = (at - domain[0]) / (domain[1] - domain[0])
  const side = share < 0.25 ? 'start' : share > 0.75 ? 'end' : 'middle'
  const band = { y: 'who', x1: 'p10', x2: 'p90', insetTop: 19, insetBottom: 5, rx: 2 }
  const outline = { ...band, fill: 'var(--sunk)', stroke: 'var(--edge)' }
  const of = (kind: Row['kind']) => rows.filter(row => row.kind === kind)
  const words = { fill: 'var(--ink-3)', frameAnchor: 'bottom' as const, dy: 18 }
  return Plot.plot({
    width,
    height: rows.length * rowHeight + 46,
    marginLeft: 2,
    marginRight: 2,
    marginTop: 22,
    marginBottom: 24,
    className: 'voice-plot',
    x: { domain, axis: null },
    y: { domain: rows.map(({ who }) => who), axis: null, padding: 0 },
    marks: [
      Plot.barX(of('own'), { ...band, fill: 'var(--act)' }),
      // Others are outlines, and models broken ones: told from the own band, and apart, without colour.
      Plot.barX(of('others'), outline),
      Plot.barX(of('models'), { ...outline, strokeDasharray: '3 2' }),
      Plot.tickX(rows, {
        x: 'p50',
        y: 'who',
        stroke: (row: Row) => (row.kind === 'own' ? 'var(--paper)' : 'var(--ink-2)'),
        strokeWidth: 2,
        insetTop: 20,
        insetBottom: 6,
      }),
      Plot.ruleX([at], { stroke: 'var(--ink)', strokeWidth: 1.5 }),
      Plot.text(rows, {
        y: 'who',
        text: 'who',
        // On the side where the mark's line does not run through them.
        frameAnchor: share < 0.5 ? 'right' : 'left',
        textAnchor: share < 0.5 ? 'end' : 'start',
        dy: -7,
        fill: 'var(--ink-2)',
        stroke: 'var(--paper)',
        strokeWidth: 4,
      }),
      Plot.dot([at], {
        x: at,
        frameAnchor: 'top',
        symbol: 'triangle',
        rotate: 180,
        r: 4,
        fill: 'var(--ink)',
      }),
      Plot.text([at], {
        x: at,
        text: () => label,
        frameAnchor: 'top',
        dy: -13,
        textAnchor: side,
        fill: 'var(--ink)',
        fontWeight: 600,
      }),
      Plot.text(['← less like you'], {
        ...words,
        frameAnchor: 'bottom-left',
        textAnchor: 'start',
        text: identity,
      }),
      Plot.text(['more like you →'], {
        ...words,
        frameAnchor: 'bottom-right',
        textAnchor: 'end',
        text: identity,
      }),
    ],
  })
}

const identity = (words: string) => words
