import { isDeepStrictEqual } from 'node:util'
import type { VoiceDetail, VoiceFile } from '../../core/contract/voice.ts'
import { lockChannel, selectHashes } from '../channels/channels.ts'
import { asAccount } from '../db/tenancy.ts'
import { ApiError } from '../http/problem.ts'
import { storableTime } from '../http/storable.ts'
import { basisOf } from './basis.ts'
import { lockVoice, setMeasuredOf, upsertVoice } from './store.ts'
import { eachEditOnce } from './versions.ts'
import { findVersion, insertVersion } from './versions-store.ts'
import { detail, eachVideoOnce, sameChannel, type VoicesDeps } from './voices.ts'

/**
 * Takes in a voice from its file: as a new voice, or as a new version of the one that has this id, which then is made
 * of what the file says. The same file again changes nothing.
 */
export async function importVoice(
  { database, runs }: VoicesDeps,
  accountId: string,
  id: string,
  file: VoiceFile,
): Promise<VoiceDetail> {
  consistent(file)
  const { voice: draft, profile, edits } = file
  return asAccount(database, accountId, async tx => {
    const before = await lockVoice(tx, id)
    if (before) sameChannel(before, draft)
    else if (!(await lockChannel(tx, draft.channelId)))
      throw new ApiError(
        'conflict',
        'The channel that this voice was made of is not here. Add the channel first, then import the file again.',
      )
    await upsertVoice(tx, accountId, id, draft)
    const newest = before && before.version > 0 ? await findVersion(tx, id, before.version) : null
    const isHere =
      newest?.cause === 'imported' &&
      isDeepStrictEqual(newest.profile, profile) &&
      isDeepStrictEqual(newest.edits, edits)
    if (!isHere) {
      const says = `Imported from a file of ${file.exportedAt.slice(0, 10)}`
      await insertVersion(tx, accountId, id, {
        cause: 'imported',
        says,
        readiness: profile.readiness,
        profile,
        edits,
      })
      // It counts as measured of what is here: what changes from now on makes it stale.
      const videoIds = draft.videos.map(video => video.videoId)
      await setMeasuredOf(tx, id, basisOf(draft, await selectHashes(tx, draft.channelId, videoIds)))
    }
    return detail(tx, runs, id)
  })
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/** What the schema cannot say, so that nothing which is made of a file later fails far from here. */
function consistent({ exportedAt, voice, profile, edits }: VoiceFile): void {
  storableTime('exportedAt', exportedAt)
  storableTime('profile.measuredAt', profile.measuredAt)
  eachVideoOnce(voice, 'voice.videos')
  eachEditOnce(edits, 'edits')
  const named = {
    'profile.videos': profile.videos.map(video => video.videoId),
    'profile.traits': profile.traits.map(trait => trait.id),
    'profile.phrases': profile.phrases.map(phrase => phrase.text),
  }
  for (const [path, ids] of Object.entries(named))
    if (new Set(ids).size !== ids.length) refuse(path, 'Something is there twice.')
  const { prints, counts, heard = counts } = profile.model
  if (!BASE64.test(prints)) refuse('profile.model.prints', 'These are no fingerprints in base64.')
  if (heard.length !== counts.length || heard.some((times, feature) => times > counts[feature]!))
    refuse('profile.model.heard', 'More counts of something than it was said.')
  if (profile.readiness !== 'too_little' && profile.videos.length < 3)
    refuse('profile.readiness', 'Under 3 videos are too little to judge by.')
}

function refuse(path: string, message: string): never {
  throw new ApiError('invalid_request', `This file is no voice that Ownwords has written: ${message}`, {
    fields: [{ path, message }],
  })
}
