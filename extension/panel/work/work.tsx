import { useEffect, useRef, useState } from 'preact/hooks'
import type { WorkStage } from '../../../core/contract/conversation.ts'
import type { SourceKind } from '../../../core/contract/source.ts'
import { BuildBar } from '../brief/build-bar.tsx'
import { ChannelDoor } from '../channel/channel-door.tsx'
import { ChannelGoing } from '../channel/channel-going.tsx'
import { CheckProgress, CheckSources } from '../check/check-bar.tsx'
import { Composer } from '../conversation/composer.tsx'
import { ServerNotes } from '../notes/server-notes.tsx'
import { usePanel } from '../panel-context.ts'
import { AddPdfs, GivenPdfs } from '../pdf/given-pdfs.tsx'
import { RoomNotice } from '../room/room-notice.tsx'
import { SearchDoor } from '../search/search-door.tsx'
import { LinkNotice } from '../tabs/link-notice.tsx'
import { TabsBatch } from '../tabs/tabs-batch.tsx'
import { SharedNotice } from '../team/shared-notice.tsx'
import { Button } from '../ui/button.tsx'
import { later } from '../ui/later.tsx'
import { Notice } from '../ui/notice.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { VoiceDoor } from '../voice/voice-door.tsx'
import { Welcome } from '../welcome/welcome.tsx'
import { ago } from '../words/dates.ts'
import { now } from '../words/now.ts'
import { useMayWrite, Writing } from '../writing.tsx'
import { ProjectSwitcher } from './project-switcher.tsx'
import { Sources } from './sources.tsx'
import { isStage, type Stage, Stages } from './stages.tsx'
import { KindTile } from './tile.tsx'

const Invited = later(() => import('../team/invited.tsx').then(part => part.Invited))
const ResearchStage = later(() => import('../research/research-stage.tsx').then(part => part.ResearchStage))
const BriefStage = later(() => import('../brief/brief-stage.tsx').then(part => part.BriefStage))
const ScriptStage = later(() => import('../script/script-stage.tsx').then(part => part.ScriptStage))
const CheckStage = later(() => import('../final-check/check-stage.tsx').then(part => part.CheckStage))
const AngleStage = later(() => import('../angle/angle-stage.tsx').then(part => part.AngleStage))
const OutlineStage = later(() => import('../outline/outline-stage.tsx').then(part => part.OutlineStage))

/** The work on the project that is open. It follows nothing that the tab in front does. */
export function WorkArea() {
  const { world, place } = usePanel()
  // The tab is opened for the script.
  const home = place === 'tab' ? 'script' : 'collect'
  const [stage, setStage] = useState<Stage>(home)
  /** Where the script is opened, when it is opened to mend something. */
  const [at, setAt] = useState<string | null>(null)
  const scroll = useRef<HTMLDivElement>(null)
  const { projectId } = world.work.value
  const connection = world.connection.value
  const people = connection.state === 'online' && connection.capabilities.people === true
  const before = useRef(projectId)
  useEffect(() => {
    setStage(home)
    // Not the first time, when nothing is scrolled yet: it would lay out the whole panel before its first picture.
    if (before.current !== null && before.current !== projectId) scroll.current?.scrollTo(0, 0)
    before.current = projectId
  }, [projectId])
  const go = (to: Stage) => {
    setStage(to)
    setAt(null)
    scroll.current?.scrollTo(0, 0)
    // What was pressed may be gone with its stage: the focus goes where the eye goes.
    scroll.current?.focus()
  }
  const onStage = (to: WorkStage) => {
    if (isStage(to)) go(to)
  }
  const write = (sentenceId: string | null) => {
    go('script')
    setAt(sentenceId)
  }
  return (
    <main class="work" aria-label="Your work">
      {place === 'tab' && <h1 class="unseen">Your script</h1>}
      <div class="work__head">
        <div class="work__doors">
          <ProjectSwitcher />
          <VoiceDoor toChannel={words => <ChannelDoor primary words={words} />} />
        </div>
        <div class="work__nav">
          <Stages
            stage={stage}
            onStage={to => {
              setStage(to)
              setAt(null)
            }}
          />
          <SearchDoor />
        </div>
      </div>
      <div
        ref={scroll}
        class="work__scroll"
        id={`stage-${stage}`}
        role="tabpanel"
        aria-labelledby={`stage-tab-${stage}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a tab's panel that scrolls has to be reached by keyboard
        tabIndex={0}
      >
        <div class="work__inner">
          <ServerNotes />
          <SharedNotice />
          {people && stage === 'collect' && <Invited />}
          <RoomNotice />
          <MissedNotice />
          <LinkNotice />
          <TabsBatch />
          <ChannelGoing />
          <GivenPdfs />
          {stage === 'collect' && <CheckProgress />}
          {stage === 'collect' && <Collect />}
          {stage === 'research' && <ResearchStage onStarted={() => go('research')} />}
          {stage === 'brief' && <BriefStage onStarted={() => go('brief')} />}
          {stage === 'angle' && <AngleStage onStage={onStage} />}
          {stage === 'outline' && <OutlineStage onStage={onStage} />}
          {stage === 'script' && <ScriptStage onGo={go} at={at} />}
          {stage === 'check' && <CheckStage onWrite={write} />}
        </div>
      </div>
      <Writing>{stage === 'collect' && <BuildBar onBrief={() => go('brief')} />}</Writing>
      <Composer stage={stage} />
    </main>
  )
}

function Collect() {
  const { world } = usePanel()
  const { sources, loading } = world.work.value
  const { dismissed, connected, clipped } = world.welcome.value
  const mayWrite = useMayWrite()
  const guided = mayWrite && !dismissed && !(connected && clipped && world.work.value.brief)
  return (
    <>
      {mayWrite && <Welcome />}
      {loading && sources.length === 0 ? (
        <>
          <p class="unseen" role="status">
            Loading your sources
          </p>
          <Skeleton rows={3} />
        </>
      ) : sources.length > 0 ? (
        <Sources />
      ) : (
        !guided && (mayWrite ? <Empty /> : <NothingToRead />)
      )}
      <div class="tools">
        {mayWrite && (
          <>
            <AddPdfs />
            <CheckSources />
          </>
        )}
      </div>
    </>
  )
}

/** For who only reads: nothing of what can be done about it is theirs to do. */
function NothingToRead() {
  return (
    <div class="teach">
      <h3 class="teach__title">Nothing collected yet</h3>
      <p>What is clipped into this project will stand here.</p>
    </div>
  )
}

/** What can be collected, and what becomes of it. */
function Empty() {
  return (
    <div class="teach">
      <h3 class="teach__title">Nothing collected yet</h3>
      <p>Open what you are reading or watching on your topic, and clip it above.</p>
      <dl class="kinds">
        <Kind of="video" name="Videos">
          with their words, each to its second
        </Kind>
        <Kind of="article" name="Articles">
          the text and where it is from, without the menus and adverts
        </Kind>
        <Kind of="moment" name="Moments">
          the sentences around the second you watch, with its picture: a key on the video’s page
        </Kind>
        <Kind of="selection" name="Selections">
          just the passage that you marked on the page
        </Kind>
        <Kind of="pdf" name="PDFs">
          open in a tab or dropped here, each quote with its page
        </Kind>
      </dl>
      <p class="teach__aside">
        All tabs of the window at once, too: from the menu beside the clip button. Each shows how whole it is,
        so that you know what you have before you quote it.
      </p>
    </div>
  )
}

function Kind({ of, name, children }: { of: SourceKind; name: string; children: string }) {
  return (
    <div class="kinds__row">
      <KindTile kind={of} />
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** What went wrong while the panel was closed, or by the shortcut. */
function MissedNotice() {
  const { world } = usePanel()
  const notice = world.notice.value
  if (!notice) return null
  return (
    <Notice
      tone="bad"
      title={`A clip did not work, ${ago(notice.at, now.value)}`}
      acts={
        <Button small tone="quiet" onClick={() => void world.dismissNotice()}>
          Dismiss
        </Button>
      }
    >
      <p>{notice.message}</p>
    </Notice>
  )
}
