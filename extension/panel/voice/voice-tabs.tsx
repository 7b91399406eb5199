import { useState } from 'preact/hooks'
import { usePanel } from '../panel-context.ts'
import { later } from '../ui/later.tsx'
import { ProfilePage } from './profile-page.tsx'
import { useVoice } from './use-voice.ts'

const Meter = later(() => import('../meter/meter.tsx').then(part => part.Meter))

const SteeringPart = later(() => import('../steering/steering-part.tsx').then(part => part.SteeringPart))

const tabs = [
  { tab: 'profile', lead: '', name: 'How you talk' },
  // Where the three do not fit beside each other, the lead is heard and not seen.
  { tab: 'meter', lead: 'Does this ', name: 'sound like me?' },
  { tab: 'steering', lead: '', name: 'For a writer' },
] as const
type Tab = (typeof tabs)[number]['tab']

/** The profile, the meter that reads by it, and what a writer gets of it. */
export function VoiceTabs() {
  const { world } = usePanel()
  const { voice, current, play, titleOf } = useVoice()
  const [tab, setTab] = useState<Tab>('profile')
  // Nothing can be judged, or written, by what is too little to judge.
  if (current.profile.readiness === 'too_little') return <ProfilePage />
  return (
    <>
      <div
        class="stages voice-tabs"
        role="tablist"
        aria-label="About this voice"
        onKeyDown={event => {
          const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
          if (!step) return
          const at = tabs.findIndex(each => each.tab === tab)
          const next = tabs[(at + step + tabs.length) % tabs.length]!.tab
          setTab(next)
          event.currentTarget.querySelector<HTMLElement>(`#voice-tab-${next}`)?.focus()
        }}
      >
        {tabs.map(each => (
          <button
            key={each.tab}
            type="button"
            role="tab"
            id={`voice-tab-${each.tab}`}
            class="stages__tab"
            aria-selected={each.tab === tab}
            aria-controls={each.tab === tab ? `voice-${each.tab}` : undefined}
            tabIndex={each.tab === tab ? 0 : -1}
            onClick={() => setTab(each.tab)}
          >
            <span>
              {each.lead && <span class="voice-tabs__lead">{each.lead}</span>}
              <span class="voice-tabs__name">{each.name}</span>
            </span>
          </button>
        ))}
      </div>
      <div id={`voice-${tab}`} class="voice-page" role="tabpanel" aria-labelledby={`voice-tab-${tab}`}>
        {tab === 'profile' && <ProfilePage />}
        {tab === 'meter' && (
          <Meter key={voice.id} voice={{ voice, current, play, titleOf, load: () => world.voice.meter() }} />
        )}
        {tab === 'steering' && (
          <SteeringPart
            key={voice.id}
            voice={{ voice, current, play, titleOf, ask: topic => world.voice.steering(voice.id, topic) }}
          />
        )}
      </div>
    </>
  )
}
