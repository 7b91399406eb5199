import type { Outline } from '../../../core/contract/decision.ts'
import { beatNames } from '../../../core/script/forms/form.ts'
import { count } from '../words/numbers.ts'
import { EvidenceCount } from './evidence-count.tsx'
import { lengthText } from './length.ts'
import { secondsIn } from './planned-beats.ts'

/** An outline as it would run: its beats with their minutes, what each is for, and how much backs it. */
export function OutlineBody({ value }: { value: Outline }) {
  const { beats } = value
  const total = secondsIn(beats)
  return (
    <>
      <p class="outline__sum numbers">
        {count(beats.length, 'beat')}
        {total > 0 && ` · ${lengthText(total)}`}
      </p>
      <ol class="outline__beats">
        {beats.map((beat, at) => (
          <li key={`${at} ${beat.title}`} class={`outline__beat planned--${beat.kind}`}>
            <span class="outline__time numbers">{beat.seconds > 0 ? lengthText(beat.seconds) : '–'}</span>
            <div>
              <p class="outline__title">
                <span class="outline__kind">{beatNames[beat.kind]}</span> <bdi>{beat.title}</bdi>
              </p>
              {beat.purpose && (
                <p class="outline__purpose" dir="auto">
                  {beat.purpose}
                </p>
              )}
              <p class="outline__backed">
                <EvidenceCount beat={beat} />
              </p>
            </div>
          </li>
        ))}
      </ol>
    </>
  )
}
