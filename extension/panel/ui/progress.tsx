import type { Progress as Known } from '../../../core/contract/run.ts'
import { integer } from '../words/numbers.ts'

/** Where a long piece of work stands: always in words, and as a bar that moves only when it knows how far. */
export function Progress({ label, known }: { label: string; known: Known | null }) {
  const total = known?.total ?? null
  return (
    <div class="progress">
      <div class="progress__words">
        <span>{label}</span>
        {known && total !== null && total > 0 && (
          <span class="progress__count numbers">
            {integer(known.done)} of {integer(total)}
          </span>
        )}
      </div>
      <progress
        class="progress__bar"
        aria-label={label}
        value={known && total ? Math.min(known.done, total) : undefined}
        max={total || 1}
      />
    </div>
  )
}
