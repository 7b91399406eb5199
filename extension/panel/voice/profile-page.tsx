import { HabitsPart } from './habits-part.tsx'
import { ModelsPart } from './models-part.tsx'
import { PhrasesPart } from './phrases-part.tsx'
import { RhythmPart } from './rhythm-part.tsx'
import { TraitsPart } from './traits-part.tsx'
import { VideosPart } from './videos-part.tsx'

/** How the creator talks, from what sets them apart to what it was measured on. */
export function ProfilePage() {
  return (
    <>
      <TraitsPart />
      <PhrasesPart />
      <HabitsPart />
      <RhythmPart />
      <ModelsPart />
      <VideosPart />
    </>
  )
}
