import { err, ok, type Result } from '../../../core/contract/result.ts'
import type { Voice, VoiceFile, VoiceVersion } from '../../../core/contract/voice.ts'

/** Bytes of a file that is read as a voice; a voice of 500 videos stays under 10 MB. */
export const MOST_BYTES = 24 * 1024 * 1024

/** A voice as a file, to be kept or taken elsewhere. */
export function voiceFile(voice: Voice, current: VoiceVersion, at: Date): VoiceFile {
  const { name, channelId, kind, language, videos } = voice
  return {
    ownwordsVoice: 1,
    exportedAt: at.toISOString(),
    voice: { name, channelId, kind, language, videos },
    profile: current.profile,
    edits: current.edits,
  }
}

/** "water-under-the-street.voice.json"; letters of every script stay, what a file name cannot hold goes. */
export function fileName(name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
  return `${plain || 'my'}.voice.json`
}

/** Reads a file that is said to be a voice. What is wrong with it is said in words. */
export async function readVoiceFile(file: Pick<File, 'size' | 'text'>): Promise<Result<VoiceFile, string>> {
  if (file.size === 0) return err('This file is empty. Choose the file that “Export” saved.')
  if (file.size > MOST_BYTES)
    return err('This file is too large to be a voice. Choose the .voice.json file that “Export” saved.')
  let told: unknown
  try {
    told = JSON.parse(await file.text())
  } catch {
    return err('This file could not be read as a voice: it is no JSON, or it was cut off. Export it again.')
  }
  if (typeof told !== 'object' || told === null || !('ownwordsVoice' in told))
    return err('This is not a voice of Ownwords. Choose the .voice.json file that “Export” saved.')
  if (told.ownwordsVoice !== 1)
    return err('This voice was exported by a newer Ownwords. Update this one, then import it again.')
  const { voiceFileShape } = await import('./file-shape.ts')
  const parsed = voiceFileShape.safeParse(told)
  if (parsed.success) return ok(parsed.data)
  const place = parsed.error.issues[0]?.path.map(String).join(' › ').slice(0, 120) || 'its beginning'
  return err(
    `This voice was changed or is damaged: what stands at “${place}” cannot be used. Export it again.`,
  )
}
