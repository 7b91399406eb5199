import type { StructureHabit } from '../../../core/contract/voice-profile.ts'
import { count, integer, percent } from '../words/numbers.ts'
import { Receipts } from './receipts.tsx'
import { useVoice } from './use-voice.ts'

const hookNames: Record<string, string> = {
  question: 'with a question',
  number: 'with a number',
  imagine: '“imagine…”',
  claim: 'with a claim',
  story: 'with a story of your own',
  promise: 'with a promise (“in this video…”)',
}

/** How videos begin, turn and end. */
export function HabitsPart() {
  const { profile } = useVoice().current
  const parts = [
    {
      name: 'You hook',
      of: 'Hook',
      habits: profile.hooks.map(hook => ({ ...hook, text: hookNames[hook.text] ?? hook.text })),
    },
    { name: 'First words', of: 'Opening', habits: profile.openers },
    { name: 'You turn with', of: 'Transition', habits: profile.transitions },
    { name: 'Last words', of: 'Closing', habits: profile.closers },
  ].filter(({ habits }) => habits.length > 0)
  if (parts.length === 0) return null
  return (
    <section class="voice-part" aria-labelledby="voice-habits">
      <h3 id="voice-habits" class="voice-part__title">
        How your videos begin, turn and end
      </h3>
      <div class="habits">
        {parts.map(part => (
          <Habits key={part.name} {...part} videos={profile.videos.length} />
        ))}
      </div>
    </section>
  )
}

const SHOWN = 5

function Habits({
  name,
  of,
  habits,
  videos,
}: {
  name: string
  of: string
  habits: StructureHabit[]
  videos: number
}) {
  return (
    <div class="habits__group">
      <h4 class="habits__name">{name}</h4>
      <ul>
        {habits.slice(0, SHOWN).map(habit => (
          <li key={habit.text} class="habit">
            <details>
              <summary class="habit__line">
                <span class="habit__text" dir="auto">
                  {habit.text}
                </span>
                <span class="habit__count numbers">
                  {of === 'Transition'
                    ? `${percent(habit.share, 1)} of sentences`
                    : `${integer(habit.videos)} of ${count(videos, 'video')}`}
                </span>
                <span class="habit__bar" aria-hidden="true">
                  <span style={{ width: `${Math.round(Math.min(1, habit.share) * 100)}%` }} />
                </span>
              </summary>
              <Receipts examples={habit.examples} of={`${of}, ${habit.text}`} />
            </details>
          </li>
        ))}
      </ul>
    </div>
  )
}
