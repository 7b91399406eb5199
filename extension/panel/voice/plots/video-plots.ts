import type { ProfiledVideo } from '../../../../core/contract/voice-profile.ts'
import { clockTime } from '../../words/numbers.ts'
import type { Draw } from './figure.tsx'

export const stripHeight = 96
export const paceHeight = 104

export interface StripUnit {
  /** Place in the row, from 0. */
  at: number
  /** Mean words of the units that stand here together. */
  words: number
}

/** Units as bars; where there are more than fit, neighbours stand together by their mean. */
export function strip(units: readonly number[], most: number): { bars: StripUnit[]; together: number } {
  const together = Math.max(1, Math.ceil(units.length / Math.max(1, most)))
  const bars: StripUnit[] = []
  for (let at = 0; at < units.length; at += together) {
    const here = units.slice(at, at + together)
    bars.push({ at: bars.length, words: here.reduce((sum, words) => sum + words, 0) / here.length })
  }
  return { bars, together }
}

/** From these on a unit is short or long, as in the traits of rhythm. */
export const shortWords = 5
export const longWords = 30

const colour = (words: number) =>
  words <= shortWords ? 'var(--act)' : words >= longWords ? 'var(--open)' : 'var(--edge-soft)'

/** A video's rhythm: the length of each unit in the order in which they were said. */
export const rhythmStrip =
  (units: readonly number[]): Draw =>
  (plot, width) => {
    const { bars } = strip(units, Math.floor((width - 40) / 2))
    return plot.plot({
      width,
      height: stripHeight,
      marginLeft: 30,
      marginRight: 6,
      marginTop: 8,
      marginBottom: 8,
      className: 'voice-plot',
      x: { axis: null, domain: [0, bars.length] },
      y: { domain: [0, Math.max(longWords + 2, ...bars.map(bar => bar.words))] },
      marks: [
        plot.axisY({ ticks: [0, 10, 20, 30, 50, 80], tickSize: 0, label: null, color: 'var(--ink-3)' }),
        plot.gridY({ ticks: [0, 10, 20, 30, 50, 80], stroke: 'var(--line)', strokeOpacity: 1 }),
        plot.rect(bars, {
          x1: 'at',
          x2: bar => bar.at + 1,
          y1: 0,
          y2: 'words',
          fill: bar => colour(bar.words),
          insetRight: bars.length > width / 4 ? 0.4 : 1,
        }),
      ],
    })
  }

/** A video's pace while it is spoken, over its time. */
export const pacePlot =
  (pace: ProfiledVideo['pace'], usual: number | null): Draw =>
  (plot, width) => {
    const speeds = pace.map(point => point.wpm)
    const end = pace.at(-1)?.ms ?? 0
    const minutes = end / 60_000
    const step = [1, 2, 5, 10, 20, 30, 60].find(each => minutes / each <= (width < 340 ? 4 : 6)) ?? 120
    const ticks = Array.from({ length: Math.floor(minutes / step) + 1 }, (_, at) => at * step * 60_000)
    return plot.plot({
      width,
      height: paceHeight,
      marginLeft: 30,
      marginRight: 10,
      marginTop: 8,
      marginBottom: 22,
      className: 'voice-plot',
      x: { domain: [0, Math.max(1, end)] },
      y: { domain: [Math.min(130, ...speeds), Math.max(210, ...speeds)], nice: true },
      marks: [
        plot.axisX(ticks, {
          tickSize: 0,
          tickPadding: 5,
          label: null,
          tickFormat: (ms: number) => clockTime(ms),
          color: 'var(--ink-3)',
        }),
        plot.axisY({ ticks: 4, tickSize: 0, label: null, color: 'var(--ink-3)' }),
        plot.gridY({ ticks: 4, stroke: 'var(--line)', strokeOpacity: 1 }),
        usual === null
          ? null
          : plot.ruleY([usual], { stroke: 'var(--ink-3)', strokeWidth: 1.2, strokeDasharray: '3 3' }),
        plot.line(pace, { x: 'ms', y: 'wpm', stroke: 'var(--act)', strokeWidth: 1.8, curve: 'monotone-x' }),
      ],
    })
  }
