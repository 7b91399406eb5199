import { z } from 'zod'
import { VideoId } from '../../core/contract/source.ts'

const CaptionTrack = z.object({
  baseUrl: z.string().max(8_000),
  languageCode: z.string().max(35),
  kind: z.string().max(50).optional().catch(undefined),
})
export type CaptionTrack = z.infer<typeof CaptionTrack>

/** What is read of an answer of `player`. */
export const PlayerAnswer = z.object({
  playabilityStatus: z.object({
    status: z.string().max(100),
    reason: z.string().max(2_000).optional().catch(undefined),
  }),
  videoDetails: z
    .object({
      videoId: VideoId,
      lengthSeconds: z
        .string()
        .regex(/^\d{1,7}$/)
        .transform(Number)
        .catch(0),
      isLive: z.boolean().default(false).catch(false),
      isUpcoming: z.boolean().default(false).catch(false),
    })
    .optional(),
  captions: z
    .object({
      playerCaptionsTracklistRenderer: z
        .object({
          captionTracks: z.array(CaptionTrack).max(1_000).default([]),
          audioTracks: z
            .array(z.object({ defaultCaptionTrackIndex: z.int().nonnegative().optional().catch(undefined) }))
            .max(1_000)
            .catch([]),
          defaultAudioTrackIndex: z.int().nonnegative().catch(0),
        })
        .optional(),
    })
    .optional(),
})
export type PlayerAnswer = z.infer<typeof PlayerAnswer>

export const tracksOf = ({ captions }: PlayerAnswer): CaptionTrack[] =>
  captions?.playerCaptionsTracklistRenderer?.captionTracks ?? []

export const isAuto = (track: CaptionTrack): boolean => track.kind === 'asr'

const base = (language: string): string => language.toLowerCase().split('-')[0]!

/**
 * The tracks in a language, a manual one first; in the spoken one where none is asked for. Spoken is the language of
 * the recognised track, since recognition hears what is said; without one, that of the default audio's own track.
 */
export function tracksIn(player: PlayerAnswer, language: string | null): CaptionTrack[] {
  const tracks = tracksOf(player)
  const list = player.captions?.playerCaptionsTracklistRenderer
  const usual = list?.audioTracks[list.defaultAudioTrackIndex]?.defaultCaptionTrackIndex
  const wanted = language ?? (tracks.find(isAuto) ?? tracks[usual ?? 0] ?? tracks[0])?.languageCode
  if (!wanted) return []
  const rank = (track: CaptionTrack) =>
    (isAuto(track) ? 2 : 0) + (track.languageCode.toLowerCase() === wanted.toLowerCase() ? 0 : 1)
  return tracks
    .filter(track => base(track.languageCode) === base(wanted))
    .sort((one, other) => rank(one) - rank(other))
}
