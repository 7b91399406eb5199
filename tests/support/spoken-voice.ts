import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Api } from '../../journey/api.ts'
import { channelFiles, type MeasuredVoice, measureVoice } from '../../journey/voice.ts'
import { speech, subjects } from '../fixtures/voice/speech.ts'

/** The voice of a made-up creator on a server, measured of a talk on each of the subjects. */
export async function spokenVoice(api: Api): Promise<MeasuredVoice> {
  const folder = await mkdtemp(join(tmpdir(), 'ownwords-spoken-'))
  try {
    for (const [n, subject] of subjects.entries())
      await writeFile(join(folder, `${subject.title}.txt`), speech('chatty', subject, 1_500, n))
    return await measureVoice(api, { files: await channelFiles(folder), told: () => {} })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
