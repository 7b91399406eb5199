import type { PlayerFacts, Track } from './player-facts.ts'

/**
 * The tracks in the language that is spoken, a manual one first. Spoken is the language of the recognised track, since
 * recognition hears what is said; without one, that of the default audio's own track, else of the first.
 */
export function spokenTracks({ tracks, defaultTrack }: PlayerFacts): Track[] {
  const heard = tracks.find(track => track.kind === 'auto')
  const spoken = heard ?? tracks[defaultTrack ?? 0] ?? tracks[0]
  if (!spoken) return []
  const base = (language: string) => language.toLowerCase().split('-')[0]
  const rank = (track: Track) =>
    (track.kind === 'manual' ? 0 : 2) + (track.language === spoken.language ? 0 : 1)
  return tracks
    .filter(track => base(track.language) === base(spoken.language))
    .sort((a, b) => rank(a) - rank(b))
}
