import { describe, expect, it } from 'vitest'
import { steer } from '../../../core/voice/steer.ts'
import { rate } from '../../../extension/panel/steering/rate.ts'
import { steeringText } from '../../../extension/panel/steering/steering-text.ts'
import { sampleVersion } from './voice-samples.ts'

describe('what a writer gets, as text', () => {
  const steering = steer('00000000-0000-4000-8000-000000000701', sampleVersion(), null)
  const text = steeringText(steering, 'Water under the street', id => `Title of ${id}`)

  it('leaves nothing out', () => {
    for (const rule of steering.rules) expect(text).toContain(rule.text)
    for (const passage of steering.passages) expect(text).toContain(passage.text)
    for (const habit of steering.avoid) expect(text).toContain(`- ${habit.text}`)
    for (const cap of steering.caps) expect(text).toContain(`- ${cap.text}: `)
    expect(text).toContain(steering.snippet!.text)
    expect(text).toContain(`Title of ${steering.passages[0]!.videoId}, 0:30`)
  })

  it('has no empty parts for a voice of little', () => {
    const little = steeringText(
      { ...steering, rules: [], passages: [], avoid: [], caps: [], snippet: null },
      'Water',
      id => id,
    )
    expect(little).toBe('How Water talks (version 3)\n')
  })
})

it.each([
  [0, '0'],
  [0.02, '<0.1'],
  [0.44, '0.4'],
  [9.96, '10.0'],
  [12.4, '12'],
])('a rate of %d is shown as %s', (per1000, shown) => {
  expect(rate(per1000)).toBe(shown)
})
