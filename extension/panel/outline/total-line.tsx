import { limitsOfScript } from '../../../core/contract/script.ts'
import type { SpeakingPace } from '../../../core/script/timing.ts'
import { Button } from '../ui/button.tsx'
import { integer } from '../words/numbers.ts'
import { lengthText } from './length.ts'
import { type PlannedBeat, secondsIn } from './planned-beats.ts'

/** Seconds under which a beat has no room for two sentences. */
const SHORT = 10

interface TotalLineProps {
  beats: PlannedBeat[]
  targetSeconds: number
  pace: SpeakingPace
  onFit: () => void
}

/** What the beats come to, against what the video is to run, and in words at the creator's pace. */
export function TotalLine({ beats, targetSeconds, pace, onFit }: TotalLineProps) {
  const total = secondsIn(beats)
  const untimed = beats.filter(beat => beat.seconds === 0).length
  const words = Math.round((total * pace.overall) / 60)
  const off = total - targetSeconds
  const each = beats.length > 0 ? targetSeconds / beats.length : 0
  const fits = targetSeconds > 0 && off === 0 && untimed === 0
  return (
    <div class="total">
      <p class="total__sum">
        <b class="numbers">{lengthText(total)}</b>
        {targetSeconds > 0 && <span class="numbers"> of {lengthText(targetSeconds)}</span>}
        {targetSeconds > 0 && off !== 0 && (
          <span class={`total__off numbers${Math.abs(off) > targetSeconds / 10 ? ' total__off--far' : ''}`}>
            {' '}
            {lengthText(Math.abs(off))} {off > 0 ? 'too long' : 'left'}
          </span>
        )}
      </p>
      {targetSeconds > 0 && !fits && beats.length > 0 && (
        <Button small onClick={onFit}>
          Fit to target
        </Button>
      )}
      <p class="total__words">
        {total > 0 &&
          `About ${integer(words)} words at ${pace.from === 'measured' ? 'your' : 'a usual'} pace. `}
        {untimed > 0 && `${untimed === 1 ? 'One beat has' : `${untimed} beats have`} no time yet. `}
        {targetSeconds === 0 && 'No length is aimed at: beats keep the times that you give them. '}
        {targetSeconds > 0 &&
          beats.length > 12 &&
          each < SHORT &&
          `${beats.length} beats are one every ${Math.max(1, Math.round(each))} s, and few hold a sentence: join some. `}
        {beats.length >= limitsOfScript.beats && `An outline keeps ${limitsOfScript.beats} beats at most. `}
      </p>
    </div>
  )
}
