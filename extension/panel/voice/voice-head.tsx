import { useState } from 'preact/hooks'
import type { Voice, VoiceVersion } from '../../../core/contract/voice.ts'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { Chip } from '../ui/chip.tsx'
import { Icon } from '../ui/icon.tsx'
import { later } from '../ui/later.tsx'
import { Menu, type MenuItem } from '../ui/menu.tsx'
import { languageName } from '../words/language.ts'
import { readinessWords, sampleWords, steps } from './readiness-words.ts'
import { exportVoice } from './transfer.tsx'
import { kindName } from './voice-kinds.ts'

const VersionsSheet = later(() => import('./versions-sheet.tsx').then(part => part.VersionsSheet))

interface VoiceHeadProps {
  voice: Voice
  current: VoiceVersion | null
  /** The server is away. */
  offline: boolean
  going: boolean
  onChange: () => void
  onNew: (() => void) | null
}

/** Whose voice it is, what it is made of, and whether it is enough. */
export function VoiceHead({ voice, current, offline, going, onChange, onNew }: VoiceHeadProps) {
  const { world, feedback } = usePanel()
  const [versions, setVersions] = useState(false)
  const [asking, setAsking] = useState(false)
  const { voices } = world.voice.list.value
  const measured = current?.profile.videos.length ?? 0
  const ready = current && readinessWords(current.profile.readiness, measured)
  const measure = async () => {
    const begun = await world.voice.measure(voice.id)
    if (!begun.ok) feedback.toast({ tone: 'bad', text: begun.error.message })
  }
  const remove = async () => {
    const removed = await world.voice.remove(voice.id)
    if (!removed.ok) return feedback.toast({ tone: 'bad', text: removed.error.message })
    setAsking(false)
  }
  return (
    <header class="voice-head">
      <div class="voice-head__first">
        <Switcher voices={voices} voice={voice} onNew={onNew} />
        <Menu
          label={`More about ${voice.name}`}
          triggerClass="icon-button"
          trigger={<Icon name="dots" />}
          items={[
            ...(current
              ? [{ label: 'Export as a file', icon: 'file' as const, act: () => exportVoice(voice, current) }]
              : []),
            {
              label: 'Delete this voice…',
              icon: 'trash',
              danger: true,
              apart: true,
              act: () => setAsking(true),
            },
          ]}
        />
      </div>
      <p class="voice-head__sample numbers">
        {current ? sampleWords(current.profile) : `${kindName(voice.kind)}, not measured yet`}
        {current && voice.kind !== 'main' && ` · ${kindName(voice.kind)}`}
        {current &&
          !current.profile.language.startsWith('en') &&
          ` · ${languageName(current.profile.language)}`}
      </p>
      {ready && (
        <div class="voice-ready">
          <span class="voice-ready__pips" aria-hidden="true">
            {Array.from({ length: steps.ready }, (_, at) => (
              <span
                key={at}
                class={at < measured ? 'voice-ready__pip voice-ready__pip--full' : 'voice-ready__pip'}
              />
            ))}
          </span>
          <Chip shape={ready.shape}>{ready.mark}</Chip>
          <span class="voice-ready__says">{ready.says}</span>
        </div>
      )}
      {voice.stale && current && !going && (
        <p class="voice-head__stale">Its videos or their words changed since it was measured.</p>
      )}
      <div class="voice-acts">
        <Button
          small
          tone={!current || voice.stale ? 'primary' : 'plain'}
          held={offline || going}
          icon="retry"
          onClick={() => void measure()}
        >
          {current ? 'Measure again' : 'Measure'}
        </Button>
        <Button small held={offline || going} icon="pen" onClick={onChange}>
          Videos…
        </Button>
        {current && (
          <Button small onClick={() => setVersions(true)}>
            Versions
          </Button>
        )}
      </div>
      {asking && (
        <div class="voice-acts voice-head__ask" role="alert">
          <span>Delete this voice? All its versions go with it.</span>
          <Button small tone="danger" held={offline} onClick={() => void remove()}>
            Delete
          </Button>
          <Button small tone="quiet" onClick={() => setAsking(false)}>
            Keep it
          </Button>
        </div>
      )}
      {versions && (
        <VersionsSheet voice={voice} held={offline || going} onClosed={() => setVersions(false)} />
      )}
    </header>
  )
}

/** The creator's voices, and the way to another one. */
function Switcher({ voices, voice, onNew }: { voices: Voice[]; voice: Voice; onNew: (() => void) | null }) {
  const { world } = usePanel()
  const items: MenuItem[] = [
    ...voices.map(each => ({
      label: each.name,
      chosen: each.id === voice.id,
      note: kindName(each.kind),
      act: () => void world.voice.choose(each.id),
    })),
    ...(onNew ? [{ label: 'New voice…', icon: 'plus' as const, apart: true, act: onNew }] : []),
  ]
  return (
    <h3 class="voice-head__name">
      <Menu
        label={`Voice: ${voice.name}. Change voice`}
        triggerClass="voice-head__switch"
        trigger={
          <>
            <span class="voice-head__title" dir="auto">
              {voice.name}
            </span>
            <Icon name="chevron" />
          </>
        }
        items={items}
      />
    </h3>
  )
}
