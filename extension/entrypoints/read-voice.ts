import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'
import { type MeterScope, serveMeter } from '../meter/meter-worker.ts'
import { openVoice } from '../meter/open-voice.ts'

/** The meter with the shipped background: a worker of the panel, loaded when a text is first held against a voice. */
export default defineUnlistedScript(() => serveMeter(globalThis as unknown as MeterScope, openVoice))
