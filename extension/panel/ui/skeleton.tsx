/** Holds the place of a row that is on its way, in the row's own measures, so that nothing jumps. */
export function Skeleton({ rows }: { rows: number }) {
  return (
    <div class="skeleton" aria-hidden="true">
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} class="skeleton__row">
          <span class="skeleton__tile" />
          <span class="skeleton__line" style={{ width: `${88 - row * 14}%` }} />
          <span class="skeleton__line skeleton__line--thin" style={{ width: '46%' }} />
          <span class="skeleton__line skeleton__line--thin" style={{ width: '64%' }} />
        </div>
      ))}
    </div>
  )
}
