import { ChannelHere } from '../channel/channel-here.tsx'
import { KeptHere } from '../highlights/kept-here.tsx'
import { MomentHint } from '../moment/moment-hint.tsx'
import { usePanel } from '../panel-context.ts'
import { PdfProgress } from '../pdf/pdf-progress.tsx'
import { StudioDoor } from '../studio/studio-door.tsx'
import { TabsMenu } from '../tabs/tabs-menu.tsx'
import { Button } from '../ui/button.tsx'
import { hostOf } from '../words/safe-url.ts'
import type { ThisPage as Page } from '../world.ts'
import { useMayWrite, Writing } from '../writing.tsx'
import { belongsTo } from './attempt.ts'
import { Gesture } from './gesture.tsx'
import { type Clipped, clippedOf } from './identity.ts'
import { Outcome } from './outcome.tsx'

/** What the tab in front shows and the one thing to do with it. Follows the tab; the work below does not. */
export function ThisPage() {
  const { world, attempts } = usePanel()
  const page = world.page.value
  return (
    <section class="this-page" aria-labelledby="this-page-title">
      <h1 class="unseen">Ownwords</h1>
      <div class="this-page__inner">
        {page.state === 'known' ? (
          <KnownPage page={page} />
        ) : page.state === 'unknown' ? (
          <UnknownPage />
        ) : (
          <>
            <p class="this-page__where">This page</p>
            <h2 id="this-page-title" class="this-page__title">
              {page.state === 'forbidden' ? 'Nothing to clip here' : 'No page in front'}
            </h2>
            <p class="this-page__words">
              {page.state === 'forbidden' ? page.reason : 'Open something you are reading or watching.'}
            </p>
            <div class="this-page__acts">
              <TabsMenu />
            </div>
          </>
        )}
        {page.state === 'unknown' && belongsTo(attempts.latest.value, page) && <Outcome clipped={null} />}
      </div>
    </section>
  )
}

const kindWords = {
  article: 'article',
  video: 'video',
  pdf: 'PDF',
  channel: 'channel',
  studio: 'Studio',
} as const

function KnownPage({ page }: { page: Extract<Page, { state: 'known' }> }) {
  const { world } = usePanel()
  const mayWrite = useMayWrite()
  const clipped = clippedOf(page.url, world.work.value.sources)
  const site = hostOf(page.url)
  return (
    <>
      <p class="this-page__where">
        <span>This page</span>
        <span>{kindWords[page.kind]}</span>
        {site && <span class="this-page__site">{site}</span>}
        {clipped.selections > 0 && (
          <span>
            {clipped.selections === 1 ? '1 selection kept' : `${clipped.selections} selections kept`}
          </span>
        )}
        {clipped.moments > 0 && (
          <span>{clipped.moments === 1 ? '1 moment kept' : `${clipped.moments} moments kept`}</span>
        )}
      </p>
      <h2 id="this-page-title" class="this-page__title" dir="auto" title={page.title}>
        {page.title || site || 'Untitled page'}
      </h2>
      {page.kind === 'studio' ? (
        <div class="this-page__acts">
          <StudioDoor page={page} />
          <TabsMenu />
        </div>
      ) : (
        <ClipButtons page={page} clipped={clipped} />
      )}
      {page.kind === 'video' && mayWrite && <MomentHint />}
      {page.kind === 'pdf' && <PdfProgress page={page} />}
      <Outcome clipped={clipped} />
      <KeptHere />
    </>
  )
}

/** One fitting button. The whole page stays within reach where a selection goes first. */
function ClipButtons({ page, clipped }: { page: Extract<Page, { state: 'known' }>; clipped: Clipped }) {
  const { world, attempts } = usePanel()
  const attempt = attempts.latest.value
  const why = world.held.value
  const busy = attempt?.state === 'busy' || why !== null
  const here = belongsTo(attempt, page) ? attempt : null
  const own = page.kind === 'channel'
  const noun = own ? 'page' : kindWords[page.kind]
  const again = clipped.source !== null
  const failed = here?.state === 'failed'
  const whole = again ? 'Clip again' : `Clip ${noun}`
  const shortcut = world.shortcut.value
  return (
    <div class="this-page__acts">
      {own && <ChannelHere url={page.url} />}
      {page.selection && (
        <Button
          tone="primary"
          icon="clip"
          busy={busy && here?.what === 'selection'}
          held={busy}
          title={why ?? undefined}
          onClick={() => attempts.clip('selection')}
        >
          Clip selection
        </Button>
      )}
      <Button
        tone={page.selection ? 'quiet' : again || failed || own ? 'plain' : 'primary'}
        icon={page.selection ? undefined : again ? 'retry' : 'clip'}
        data-press="clip"
        busy={busy && here?.what === 'page'}
        held={busy}
        title={why ?? undefined}
        onClick={() => attempts.clip('page')}
      >
        {page.selection ? `Whole ${noun}` : whole}
      </Button>
      {shortcut && why === null && !again && !page.selection && !own && (
        <span class="this-page__hint">
          or <kbd>{shortcut}</kbd>
        </span>
      )}
      <TabsMenu />
    </div>
  )
}

function UnknownPage() {
  const { world, attempts } = usePanel()
  const page = world.page.value
  const attempt = attempts.latest.value
  const why = world.held.value
  return (
    <>
      <p class="this-page__where">This page</p>
      <h2 id="this-page-title" class="this-page__title">
        A page that Ownwords cannot see yet
      </h2>
      <div class="this-page__acts">
        <Button
          tone="primary"
          icon="clip"
          data-press="clip"
          busy={belongsTo(attempt, page) && attempt.state === 'busy'}
          held={attempt?.state === 'busy' || why !== null}
          title={why ?? undefined}
          onClick={() => attempts.clip('page')}
        >
          Clip this page
        </Button>
        <TabsMenu />
      </div>
      <Writing>
        <p class="this-page__words">
          The browser asks once for this site. <Gesture /> clips without a question.
        </p>
      </Writing>
    </>
  )
}
