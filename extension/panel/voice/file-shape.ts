import '../../browser/jitless.ts'
import { VoiceFile } from '../../../core/contract/voice.ts'

/** What a file must be to be taken in as a voice. Loaded when one is chosen: making shapes takes long. */
export const voiceFileShape = VoiceFile
