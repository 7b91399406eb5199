import { expect, it } from 'vitest'
import { measureVideo } from '../../../core/voice/measure-video.ts'
import { videoOfText } from '../../../core/voice/video-input.ts'
import { openMeasuring } from '../../../server/voices/measuring.ts'
import { speech, subjects } from '../../fixtures/voice/speech.ts'

const video = (words = 200) => videoOfText('video1_____', speech('chatty', subjects[0]!, words, 7))
const json = (value: unknown) => JSON.parse(JSON.stringify(value))

it('measures in its thread what core measures', async () => {
  const measuring = openMeasuring(new AbortController().signal)
  expect(json(await measuring.measure(video()))).toEqual(json(measureVideo(video())))
  await measuring.close()
})

it('answers while it measures: the thread of requests is not held', async () => {
  const measuring = openMeasuring(new AbortController().signal)
  await measuring.measure(video())
  let ticks = 0
  const timer = setInterval(() => ticks++, 5)
  const begun = performance.now()
  await measuring.measure(video(40_000))
  const ms = performance.now() - begun
  clearInterval(timer)
  // Copying the words takes a moment, measuring them many.
  expect(ticks).toBeGreaterThan(ms / 50)
  await measuring.close()
})

it('what breaks is told of what was asked, and the next question is answered', async () => {
  const measuring = openMeasuring(new AbortController().signal)
  const broken = { ...video(), transcript: null } as never
  await expect(measuring.measure(broken)).rejects.toThrow('Could not be measured')
  expect((await measuring.measure(video())).words).toBeGreaterThan(200)
  await measuring.close()
})

it('what takes too long is ended', async () => {
  const measuring = openMeasuring(new AbortController().signal, 1)
  await expect(measuring.measure(video())).rejects.toThrow(
    'Could not be measured: it took longer than 0.001 s',
  )
  await measuring.close()
})

it('when it is interrupted it ends with the reason, whatever it computes', async () => {
  const control = new AbortController()
  const measuring = openMeasuring(control.signal)
  await measuring.measure(video())
  const asked = measuring.measure(video(200_000))
  control.abort(new Error('cancelled by a test'))
  await expect(asked).rejects.toThrow('cancelled by a test')
  await expect(measuring.measure(video())).rejects.toThrow('cancelled by a test')
  await measuring.close()
})
