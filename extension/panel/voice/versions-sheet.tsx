import { useState } from 'preact/hooks'
import { ok, type Result } from '../../../core/contract/result.ts'
import type { Voice, VoiceEdit, VoiceVersionLine } from '../../../core/contract/voice.ts'
import type { Trait } from '../../../core/contract/voice-profile.ts'
import type { Failure } from '../done.ts'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { Chip } from '../ui/chip.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { NotOpened } from '../ui/not-opened.tsx'
import { useAnswer } from '../use-answer.ts'
import { exactly } from '../words/dates.ts'
import { count, integer } from '../words/numbers.ts'
import { compareVersions, isSame, type VersionChange } from './compare-versions.ts'
import { editSays } from './edits.ts'
import { readinessWords } from './readiness-words.ts'
import { figure } from './trait-words.ts'

const NOT_OPENED = 'The versions could not be opened'

/** Every version of a voice, what changed between any two, and the way back to one. */
export function VersionsSheet({
  voice,
  held,
  onClosed,
}: {
  voice: Voice
  held: boolean
  onClosed: () => void
}) {
  const { world } = usePanel()
  const [listed, again] = useAnswer(() => world.voice.versions(voice.id), [voice.id, voice.version])
  return (
    <Dialog title={`Versions of ${voice.name}`} shape="sheet" onClosed={onClosed}>
      {() => (
        <div class="versions">
          {listed.state === 'loading' && <p role="status">Looking for its versions…</p>}
          {listed.state === 'failed' && (
            <NotOpened title={NOT_OPENED} failure={listed.failure} again={again} />
          )}
          {listed.state === 'there' && (
            <Lines key={voice.version} voice={voice} lines={listed.value} held={held} />
          )}
        </div>
      )}
    </Dialog>
  )
}

const causes: Record<VoiceVersionLine['cause'], string> = {
  measured: 'Measured',
  edited: 'Edited',
  restored: 'Restored',
  imported: 'Imported',
}

function Lines({ voice, lines, held }: { voice: Voice; lines: VoiceVersionLine[]; held: boolean }) {
  const { world, feedback } = usePanel()
  const newest = lines[0]?.version ?? 0
  const [older, setOlder] = useState(lines[1]?.version ?? newest)
  const [newer, setNewer] = useState(newest)
  const [busy, setBusy] = useState<number | null>(null)
  const restore = async (version: number) => {
    setBusy(version)
    const restored = await world.voice.restore(voice.id, version)
    setBusy(null)
    feedback.toast(
      restored.ok
        ? { tone: 'calm', text: `Version ${version} stands again. What was newer is kept below it.` }
        : { tone: 'bad', text: restored.error.message },
    )
  }
  const name = (line: VoiceVersionLine) => `${line.version}: ${exactly(line.at)}`
  return (
    <>
      <ol class="voice-rows" aria-label="Versions, newest first">
        {lines.map(line => (
          <li key={line.version} class="voice-row">
            <span class="voice-row__title" dir="auto">
              <b class="numbers">{line.version}</b> {line.says || causes[line.cause]}
            </span>
            <span class="voice-aside">
              {causes[line.cause]} {exactly(line.at)}
            </span>
            {line.version === newest ? (
              <Chip shape="good">Newest</Chip>
            ) : (
              <Button
                small
                tone="quiet"
                held={held || (busy !== null && busy !== line.version)}
                busy={busy === line.version}
                aria-label={`Restore version ${line.version}`}
                onClick={() => void restore(line.version)}
              >
                Restore
              </Button>
            )}
          </li>
        ))}
      </ol>
      {lines.length < 2 ? (
        <p class="voice-aside">There is one version so far: every measuring and every edit makes another.</p>
      ) : (
        <section class="voice-part" aria-labelledby="voice-compare">
          <h3 id="voice-compare" class="voice-part__title">
            What changed
          </h3>
          <div class="versions__choice">
            <Choice
              label="From"
              lines={lines.filter(line => line.version < newer)}
              chosen={older}
              choose={setOlder}
              name={name}
            />
            <Choice
              label="To"
              lines={lines.slice(0, -1)}
              chosen={newer}
              choose={version => {
                setNewer(version)
                if (older >= version) setOlder(lines.find(line => line.version < version)!.version)
              }}
              name={name}
            />
          </div>
          <Compared key={`${older}-${newer}`} voiceId={voice.id} older={older} newer={newer} />
        </section>
      )}
    </>
  )
}

function Choice({
  label,
  lines,
  chosen,
  choose,
  name,
}: {
  label: string
  lines: VoiceVersionLine[]
  chosen: number
  choose: (version: number) => void
  name: (line: VoiceVersionLine) => string
}) {
  return (
    <label class="versions__label">
      <span>{label}</span>
      <select
        class="versions__select"
        value={String(chosen)}
        onChange={event => choose(Number(event.currentTarget.value))}
      >
        {lines.map(line => (
          <option key={line.version} value={String(line.version)} selected={line.version === chosen}>
            {name(line)}
          </option>
        ))}
      </select>
    </label>
  )
}

interface Between {
  change: VersionChange
  /** By id, of both versions, to name what was edited. */
  traits: Map<string, Trait>
}

function Compared({ voiceId, older, newer }: { voiceId: string; older: number; newer: number }) {
  const { world } = usePanel()
  const [compared, again] = useAnswer(between, [voiceId, older, newer])
  async function between(): Promise<Result<Between, Failure>> {
    const [before, after] = await Promise.all([
      world.voice.version(voiceId, older),
      world.voice.version(voiceId, newer),
    ])
    if (!before.ok) return before
    if (!after.ok) return after
    const traits = [...before.value.profile.traits, ...after.value.profile.traits]
    return ok({
      change: compareVersions(before.value, after.value),
      traits: new Map(traits.map(trait => [trait.id, trait])),
    })
  }
  if (compared.state === 'loading') return <p role="status">Comparing…</p>
  if (compared.state === 'failed')
    return <NotOpened title={NOT_OPENED} failure={compared.failure} again={again} />
  return <Change {...compared.value} />
}

function Change({ change, traits }: Between) {
  if (isSame(change))
    return (
      <p>
        Nothing beyond noise: {count(change.steady, 'trait')} moved no more than your videos differ among
        themselves.
      </p>
    )
  const { videos, words, readiness, phrases, edits } = change
  const editName = ({ id, before, after }: { id: string; before: VoiceEdit; after: VoiceEdit }) => {
    const trait = traits.get(id)
    return editSays(trait?.label ?? `“${id.replace(/^\w+:/, '')}”`, before, after, trait?.unit)
  }
  return (
    <div class="voice-change">
      {readiness && (
        <p>
          {readinessWords(readiness.before, 0).mark} → <b>{readinessWords(readiness.after, 0).mark}</b>
        </p>
      )}
      {words.before !== words.after && (
        <p class="numbers">
          {integer(words.before)} → {integer(words.after)} words
        </p>
      )}
      {change.traits.length > 0 && (
        <ul aria-label="Traits that changed beyond noise">
          {change.traits.map(({ trait, before, after }) => (
            <li key={trait.id} class="voice-change__row">
              <span dir="auto">{trait.label}</span>
              <span class="numbers voice-change__figures">
                {figure(before, trait.unit)} → <b>{figure(after, trait.unit)}</b>
                {trait.unit === 'per 100 words' && ' per 100 words'}
              </span>
            </li>
          ))}
        </ul>
      )}
      {change.steady > 0 && (
        <p class="voice-aside">
          {count(change.steady, 'other trait')} moved no more than your videos differ among themselves.
        </p>
      )}
      <Names name="Edits" of={edits.map(editName)} />
      <Names name="Videos that came" of={videos.added} />
      <Names name="Videos that went" of={videos.removed} />
      <Names name="Phrases that came" of={phrases.came} />
      <Names name="Phrases that went" of={phrases.went} />
    </div>
  )
}

const MOST_NAMES = 8

function Names({ name, of }: { name: string; of: string[] }) {
  if (of.length === 0) return null
  return (
    <div>
      <h4 class="voice-sub__title">{name}</h4>
      <ul class="voice-change__names">
        {of.slice(0, MOST_NAMES).map(each => (
          <li key={each} dir="auto">
            {each}
          </li>
        ))}
        {of.length > MOST_NAMES && <li class="voice-aside">and {integer(of.length - MOST_NAMES)} more</li>}
      </ul>
    </div>
  )
}
