import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'

export type Plotting = typeof import('@observablehq/plot')
/** Draws at this width in pixels. Colours are the tokens' variables, so that it follows light and dark by itself. */
export type Draw = (plot: Plotting, width: number) => Element

/** Loaded once, with the first plot: the words stand before it. */
let plotting: Promise<Plotting> | null = null
const loadPlotting = () => {
  plotting ??= import('@observablehq/plot').catch((cause: unknown) => {
    plotting = null
    throw cause
  })
  return plotting
}

interface FigureProps {
  /** What the plot shows, for who does not see it: the same as its numbers, in a sentence. */
  says: string
  /** Pixels; kept free until it is drawn, so that nothing jumps. */
  height: number
  draw: Draw
  /** What the drawing is made of: it is drawn anew when one of it changes. */
  about: readonly unknown[]
  /** Key of the signs that it uses. */
  signs?: ComponentChildren
  /** The numbers behind it as a table. Made when it is opened. */
  numbers: () => ComponentChildren
  /** Of whose numbers: "Numbers" alone would be said forty times. */
  name: string
}

/** A statistical plot with its table behind it. */
export function Figure({ says, height, draw, about, signs, numbers, name }: FigureProps) {
  const frame = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  const [state, setState] = useState<'coming' | 'drawn' | 'failed'>('coming')
  const [open, setOpen] = useState(false)

  useEffect(() => {
    const element = frame.current
    if (!element) return
    const measure = () => setWidth(Math.round(element.clientWidth))
    const follow = new ResizeObserver(measure)
    follow.observe(element)
    measure()
    return () => follow.disconnect()
  }, [])

  useEffect(() => {
    if (width < 80) return
    let wanted = true
    loadPlotting().then(
      plot => {
        if (!wanted || !frame.current) return
        const drawn = draw(plot, width)
        // What it shows stands in the caption and the table: read out, its hundred ticks would be noise.
        drawn.setAttribute('aria-hidden', 'true')
        frame.current.replaceChildren(drawn)
        setState('drawn')
      },
      () => wanted && setState('failed'),
    )
    return () => {
      wanted = false
    }
  }, [width, ...about])

  return (
    <figure class="voice-figure" data-state={state}>
      <figcaption class="unseen">{says}</figcaption>
      <div ref={frame} class="voice-figure__frame" style={{ minHeight: `${height}px` }} />
      {state === 'failed' && (
        <p class="voice-aside">The plot could not be drawn. Its numbers are in the table.</p>
      )}
      {signs && (
        <p class="voice-figure__signs" aria-hidden="true">
          {signs}
        </p>
      )}
      <details class="voice-numbers" onToggle={event => setOpen(event.currentTarget.open)}>
        <summary>
          Numbers<span class="unseen"> of {name}</span>
        </summary>
        {open && (
          // biome-ignore lint/a11y/useSemanticElements: it groups tables, not fields
          <div
            class="voice-numbers__table"
            role="group"
            aria-label={`Numbers of ${name}`}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
            tabIndex={0}
          >
            {numbers()}
          </div>
        )}
      </details>
    </figure>
  )
}

/** A plain table; the first column names the row. */
export function Table({
  caption,
  heads,
  rows,
}: {
  caption: string
  heads: string[]
  rows: (string | number)[][]
}) {
  return (
    <table class="voice-table">
      <caption class="unseen">{caption}</caption>
      <thead>
        <tr>
          {heads.map(head => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          <tr key={at}>
            {row.map((cell, column) =>
              column === 0 ? (
                <th key={column} scope="row" dir="auto">
                  {cell}
                </th>
              ) : (
                <td key={column} class="numbers">
                  {cell}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
