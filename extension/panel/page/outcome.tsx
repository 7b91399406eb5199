import type { Source } from '../../../core/contract/source.ts'
import type { ClipFailure } from '../../capture/clip.ts'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Notice } from '../ui/notice.tsx'
import { ago } from '../words/dates.ts'
import { now } from '../words/now.ts'
import { CaptionButton } from '../work/caption-file.tsx'
import { ReceiptLine } from '../work/receipt-line.tsx'
import { useMayWrite } from '../writing.tsx'
import { belongsTo } from './attempt.ts'
import { Gesture } from './gesture.tsx'
import type { Clipped } from './identity.ts'
import { Since } from './since.tsx'
import type { Before } from './since-words.ts'

/** What came of clipping the page in front: saved with its receipt, or why not and the way out. */
export function Outcome({ clipped }: { clipped: Clipped | null }) {
  const { world, attempts } = usePanel()
  const page = world.page.value
  const attempt = attempts.latest.value
  const here = belongsTo(attempt, page) ? attempt : null

  if (here?.state === 'failed') return <Failed failure={here.failure} what={here.what} />

  const { sources } = world.work.value
  // The list knows the newest of it (a caption file may have come since); its own answer bridges the first moment.
  const just = here?.state === 'saved' ? (sources.find(s => s.id === here.source.id) ?? here.source) : null
  const gone = here?.state === 'saved' && !just
  const source = gone ? null : (just ?? clipped?.source ?? null)
  const before = here?.state === 'saved' ? here.before : null
  return source ? <Saved source={source} before={before} fresh={just !== null} /> : null
}

function Saved({ source, before, fresh }: { source: Source; before: Before | null; fresh: boolean }) {
  const missing = source.kind === 'video' && !source.receipt.video?.segments
  const mayWrite = useMayWrite()
  return (
    <div class="outcome">
      <p class="outcome__state">
        <Icon name="check" />
        <span>
          <b>{fresh ? 'Saved' : 'In this project'}</b>
          <span class="outcome__when"> · {ago(source.capturedAt, now.value)}</span>
        </span>
      </p>
      <ReceiptLine source={source} />
      {fresh && <Since source={source} before={before} />}
      {missing && mayWrite && <CaptionButton source={source} hint />}
    </div>
  )
}

const titles: Record<ClipFailure['code'], string> = {
  needs_permission: 'The browser needs your permission',
  forbidden_page: 'This page cannot be clipped',
  pdf_unreachable: 'The site did not give the PDF again',
  pdf_locked: 'This PDF is locked',
  pdf_broken: 'This PDF cannot be read',
  pdf_scanned: 'This PDF has no text',
  pdf_too_large: 'This PDF is too large',
  pdf_slow: 'This PDF took too long',
  empty_page: 'No text found on this page',
  page_too_large: 'This page is too large',
  no_selection: 'Nothing is selected',
  navigated_away: 'The page changed while it was clipped',
  tab_gone: 'The tab was closed',
  error: 'The clip did not work',
}

/** Failures that another press can mend. */
const worthRepeating: ClipFailure['code'][] = [
  'needs_permission',
  'no_selection',
  'navigated_away',
  'error',
  'pdf_unreachable',
]

function Failed({ failure, what }: { failure: ClipFailure; what: 'page' | 'selection' }) {
  const { world, attempts } = usePanel()
  const page = world.page.value
  const selectInstead = failure.code === 'empty_page' || failure.code === 'page_too_large'
  return (
    <Notice
      tone={failure.code === 'needs_permission' ? 'open' : 'bad'}
      title={titles[failure.code]}
      acts={
        <>
          {worthRepeating.includes(failure.code) && page.state === 'known' && (
            <Button small onClick={() => attempts.clip(what)}>
              {failure.code === 'needs_permission' ? 'Ask again' : 'Try again'}
            </Button>
          )}
          <Button small tone="quiet" onClick={attempts.forget}>
            Dismiss
          </Button>
        </>
      }
    >
      <p>{failure.message}</p>
      {failure.code === 'needs_permission' && (
        <p>
          Or without a question: <Gesture />.
        </p>
      )}
      {selectInstead && <p>You can select the part that you need and clip the selection.</p>}
    </Notice>
  )
}
