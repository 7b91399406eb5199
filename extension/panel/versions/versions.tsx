import { useState } from 'preact/hooks'
import { ok, type Result } from '../../../core/contract/result.ts'
import type { Source, SourceVersion } from '../../../core/contract/source.ts'
import { usePanel } from '../panel-context.ts'
import { Dialog } from '../ui/dialog.tsx'
import { NotOpened } from '../ui/not-opened.tsx'
import { useAnswer } from '../use-answer.ts'
import { exactly } from '../words/dates.ts'
import { count } from '../words/numbers.ts'
import type { Failure } from '../world.ts'
import type { Comparison } from './compare.ts'
import { Difference } from './difference.tsx'
import type { VersionList } from './versions-world.ts'

const NOT_OPENED = 'The versions could not be opened'

/** What was clipped of a source, one beside the other, and what changed between any two. */
export function Versions({ source, onClosed }: { source: Source; onClosed: () => void }) {
  const { world } = usePanel()
  const [listed, again] = useAnswer(() => world.versions.list(source.id), [source.id])
  return (
    <Dialog title={source.title} shape="sheet" onClosed={onClosed}>
      {() => (
        <div class="versions">
          {listed.state === 'loading' && <p role="status">Looking for its versions…</p>}
          {listed.state === 'failed' && (
            <NotOpened title={NOT_OPENED} failure={listed.failure} again={again} />
          )}
          {listed.state === 'there' && <Chosen source={source} list={listed.value} />}
        </div>
      )}
    </Dialog>
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

function Compared({ source, older, newer }: { source: Source; older: number; newer: number }) {
  const { world } = usePanel()
  const [compared, again] = useAnswer(compareVersions, [source.id, older, newer])
  async function compareVersions(): Promise<Result<Comparison, Failure>> {
    const [before, after] = await Promise.all([
      world.versions.read(source.id, older),
      world.versions.read(source.id, newer),
    ])
    if (!before.ok) return before
    if (!after.ok) return after
    const { compare } = await import('./compare.ts')
    const pause = () => new Promise<void>(resolve => setTimeout(resolve))
    return ok(await compare(before.value.text, after.value.text, pause))
  }

  if (compared.state === 'loading') return <p role="status">Comparing…</p>
  if (compared.state === 'failed')
    return <NotOpened title={NOT_OPENED} failure={compared.failure} again={again} />
  return <Difference comparison={compared.value} />
}
