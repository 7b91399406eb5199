import type { Judged } from '../../../core/contract/draft.ts'

const figure = (value: number) => (value > 0 ? `+${value.toFixed(1)}` : value.toFixed(1))

/** "Meter +1.2, yours are −0.4 to +2.8 · second judge +0.6" */
export function judgedLine({ meter, own, second }: Judged): string {
  const parts = [
    meter === null
      ? 'The meter judged nothing: too short, or no voice yet'
      : own
        ? `Meter ${figure(meter)}, yours are ${figure(own.low)} to ${figure(own.high)}`
        : `Meter ${figure(meter)}`,
    second === null ? '' : `second judge ${figure(second)}`,
  ]
  return parts.filter(Boolean).join(' · ')
}

/** How a rewriting moved it; empty where nobody judged. */
export function judgedWords(before: Judged, after: Judged): string {
  if (before.meter === null || after.meter === null) return ''
  const second =
    before.second === null || after.second === null
      ? ''
      : ` · second judge ${figure(before.second)} → ${figure(after.second)}`
  return `Meter ${figure(before.meter)} → ${figure(after.meter)}${second}`
}

/** Beyond the creator's own band it is an imitation, not a voice. */
export const isBeyond = ({ meter, own }: Judged): boolean =>
  meter !== null && own !== null && meter > own.high
