import type { Trait } from '../../../../core/contract/voice-profile.ts'
import { figure, middle } from '../trait-words.ts'
import type { Draw } from './figure.tsx'

export const spreadHeight = (others: readonly number[] | null) => (others ? 82 : 54)

/** Places of the dots within their row, so that equal videos stand beside and not on each other. */
const lanes = [0, 0.16, -0.16, 0.3, -0.3, 0.08, -0.08]

/**
 * One trait: a dot for each of the creator's videos with the stretch in which eight in ten of them lie and the mark of
 * their mean; below, a stroke for each other creator.
 * @param own the creator's own figure, where they set one
 */
export function spreadPlot(trait: Trait, own: number | null): Draw {
  const { perVideo, others, spread, value, unit } = trait
  return (plot, width) => {
    const everywhere = [
      value,
      ...perVideo.map(each => each.value),
      ...(others ?? []),
      ...(own === null ? [] : [own]),
    ]
    const [low, high] = [Math.min(...everywhere), Math.max(...everywhere)]
    const room = (high - low || Math.abs(high) || 1) * 0.06
    const usual = others && middle(others)
    const rows = others ? 2 : 1
    // The upper row is the creator's, around 0.5 of the last unit.
    const mine = rows - 0.5
    return plot.plot({
      width,
      height: spreadHeight(others),
      marginLeft: 48,
      marginRight: 10,
      marginTop: 4,
      marginBottom: 22,
      className: 'voice-plot',
      x: { domain: [low - room, high + room] },
      y: { domain: [0, rows], axis: null },
      marks: [
        plot.axisX({
          ticks: width < 340 ? 4 : 6,
          tickSize: 0,
          tickPadding: 5,
          label: null,
          tickFormat: (tick: number) => figure(tick, unit),
          color: 'var(--ink-3)',
        }),
        plot.gridX({ ticks: width < 340 ? 4 : 6, stroke: 'var(--line)', strokeOpacity: 1 }),
        plot.text(others ? ['You', 'Others'] : ['You'], {
          x: () => low - room,
          y: name => (name === 'You' ? mine : 0.5),
          text: name => name,
          dx: -46,
          textAnchor: 'start',
          fontWeight: 600,
          fill: name => (name === 'You' ? 'var(--act)' : 'var(--ink-2)'),
        }),
        plot.rect([spread], {
          x1: 'p10',
          x2: 'p90',
          y1: mine - 0.42,
          y2: mine + 0.42,
          fill: 'var(--act-soft)',
          rx: 3,
        }),
        plot.dot(perVideo, {
          x: 'value',
          y: (_, at) => mine + lanes[at % lanes.length]!,
          r: 2.6,
          fill: 'var(--act)',
          fillOpacity: 0.62,
        }),
        plot.ruleX([value], {
          y1: mine - 0.42,
          y2: mine + 0.42,
          stroke: 'var(--act-strong)',
          strokeWidth: 2.5,
        }),
        others
          ? plot.ruleX(others, {
              y1: 0.24,
              y2: 0.76,
              stroke: 'var(--ink-3)',
              strokeWidth: 1.4,
              strokeOpacity: 0.75,
            })
          : null,
        usual === null
          ? null
          : plot.ruleX([usual], { y1: 0.12, y2: 0.88, stroke: 'var(--ink)', strokeWidth: 2.5 }),
        own === null
          ? null
          : plot.ruleX([own], {
              y1: mine - 0.5,
              y2: mine + 0.5,
              stroke: 'var(--open)',
              strokeWidth: 2,
              strokeDasharray: '3 2',
            }),
      ],
    })
  }
}
