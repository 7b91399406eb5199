import { belongsTo } from '../page/attempt.ts'
import { usePanel } from '../panel-context.ts'
import { Progress } from '../ui/progress.tsx'
import type { ThisPage } from '../world.ts'

/** How far the PDF in front is read, while it is. */
export function PdfProgress({ page }: { page: ThisPage }) {
  const { world, attempts } = usePanel()
  const attempt = attempts.latest.value
  const shown = world.pdf.shown.value
  if (!belongsTo(attempt, page) || attempt.state !== 'busy' || !shown) return null
  return (
    <div class="this-page__progress">
      <Progress label="Reading its pages" known={{ ...shown, label: '' }} />
    </div>
  )
}
