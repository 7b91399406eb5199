import { useEffect, useState } from 'preact/hooks'
import type { Source, SourceVersion } from '../../../core/contract/source.ts'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Notice } from '../ui/notice.tsx'
import { exactly } from '../words/dates.ts'
import { count } from '../words/numbers.ts'
import type { Failure } from '../world.ts'
import type { Comparison } from './compare.ts'
import { Difference } from './difference.tsx'
import type { VersionList } from './versions-world.ts'

type Listed =
  | { state: 'loading' }
  | { state: 'there'; list: VersionList }
  | { state: 'failed'; failure: Failure }

/** What was clipped of a source, one beside the other, and what changed between any two. */
export function Versions({ source, onClosed }: { source: Source; onClosed: () => void }) {
  const { world } = usePanel()
  const [listed, setListed] = useState<Listed>({ state: 'loading' })
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    let wanted = true
    setListed({ state: 'loading' })
    void world.versions.list(source.id).then(result => {
      if (!wanted) return
      setListed(
        result.ok ? { state: 'there', list: result.value } : { state: 'failed', failure: result.error },
      )
    })
    return () => {
      wanted = false
    }
  }, [source.id, attempt])
  return (
    <Dialog title={source.title} shape="sheet" onClosed={onClosed}>
      {() => (
        <div class="versions">
          {listed.state === 'loading' && <p role="status">Looking for its versions…</p>}
          {listed.state === 'failed' && (
            <Failed failure={listed.failure} again={() => setAttempt(attempt + 1)} />
          )}
          {listed.state === 'there' && <Chosen source={source} list={listed.list} />}
        </div>
      )}
    </Dialog>
  )
}

function Failed({ failure, again }: { failure: Failure; again: () => void }) {
  return (
    <Notice
      tone="bad"
      title="The versions could not be opened"
      acts={
        <Button small icon="retry" onClick={again}>
          Try again
        </Button>
      }
    >
      <p>{failure.message}</p>
    </Notice>
  )
}

function Chosen({ source, list }: { source: Source; list: VersionList }) {
  const { versions, partial } = list
  const [newer, setNewer] = useState(versions[0]?.version ?? 0)
  const [older, setOlder] = useState((versions[1] ?? versions[0])?.version ?? 0)
  const away = partial && (
    <p class="versions__aside">
      Your server is away just now. What it keeps of older versions is shown when it is back.
    </p>
  )
  if (versions.length < 2)
    return (
      <>
        <p>There is one version of it here, kept {versions[0] ? exactly(versions[0].capturedAt) : ''}.</p>
        {away}
      </>
    )
  return (
    <>
      <div class="versions__choice">
        <Choice
          label="From"
          versions={versions.filter(each => each.version < newer)}
          chosen={older}
          choose={setOlder}
        />
        <Choice
          label="To"
          versions={versions}
          chosen={newer}
          choose={version => {
            setNewer(version)
            const before = versions.find(each => each.version < version)
            if (older >= version && before) setOlder(before.version)
          }}
          without={versions.at(-1)!.version}
        />
      </div>
      {away}
      <Compared key={`${older}-${newer}`} source={source} older={older} newer={newer} />
    </>
  )
}

interface ChoiceProps {
  label: string
  versions: SourceVersion[]
  chosen: number
  choose: (version: number) => void
  /** The oldest has nothing before it. */
  without?: number
}

function Choice({ label, versions, chosen, choose, without }: ChoiceProps) {
  return (
    <label class="versions__label">
      <span>{label}</span>
      <select
        class="versions__select"
        value={String(chosen)}
        onChange={event => choose(Number(event.currentTarget.value))}
      >
        {versions
          .filter(each => each.version !== without)
          .map(each => (
            <option key={each.version} value={String(each.version)} selected={each.version === chosen}>
              {exactly(each.capturedAt)}, {count(each.words, 'word')}
              {each.current ? ', newest' : ''}
            </option>
          ))}
      </select>
    </label>
  )
}

type Outcome =
  | { state: 'working' }
  | { state: 'done'; comparison: Comparison }
  | { state: 'failed'; failure: Failure }

function Compared({ source, older, newer }: { source: Source; older: number; newer: number }) {
  const { world } = usePanel()
  const [outcome, setOutcome] = useState<Outcome>({ state: 'working' })
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    let wanted = true
    setOutcome({ state: 'working' })
    void compareVersions().then(found => {
      if (wanted) setOutcome(found)
    })
    return () => {
      wanted = false
    }
    async function compareVersions(): Promise<Outcome> {
      const [before, after] = await Promise.all([
        world.versions.read(source.id, older),
        world.versions.read(source.id, newer),
      ])
      if (!before.ok) return { state: 'failed', failure: before.error }
      if (!after.ok) return { state: 'failed', failure: after.error }
      const { compare } = await import('./compare.ts')
      const pause = () => new Promise<void>(resolve => setTimeout(resolve))
      return { state: 'done', comparison: await compare(before.value.text, after.value.text, pause) }
    }
  }, [source.id, older, newer, attempt])

  if (outcome.state === 'working') return <p role="status">Comparing…</p>
  if (outcome.state === 'failed')
    return <Failed failure={outcome.failure} again={() => setAttempt(attempt + 1)} />
  return <Difference comparison={outcome.comparison} />
}
