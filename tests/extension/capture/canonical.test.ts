import { describe, expect, test } from 'vitest'
import { canonicalAddress, videoIdOf } from '../../../extension/capture/canonical.ts'

describe('the canonical address', () => {
  test.each([
    ['https://www.youtube.com/watch?v=KI7fMGRg0Wk&t=30s&list=PL1', 'KI7fMGRg0Wk'],
    ['https://youtu.be/KI7fMGRg0Wk?si=abc', 'KI7fMGRg0Wk'],
    ['https://m.youtube.com/watch?v=KI7fMGRg0Wk', 'KI7fMGRg0Wk'],
    ['https://www.youtube.com/shorts/KI7fMGRg0Wk', 'KI7fMGRg0Wk'],
    ['https://www.youtube.com/live/KI7fMGRg0Wk?feature=share', 'KI7fMGRg0Wk'],
    ['https://www.youtube-nocookie.com/embed/KI7fMGRg0Wk', 'KI7fMGRg0Wk'],
  ])('of the video at %s is its watch page', (address, id) => {
    expect(videoIdOf(address)).toBe(id)
    expect(canonicalAddress(address, 'https://www.youtube.com/watch?v=aaaaaaaaaaa')).toBe(
      `https://www.youtube.com/watch?v=${id}`,
    )
  })

  test.each([
    'https://www.youtube.com/',
    'https://www.youtube.com/@someone',
    'https://www.youtube.com/watch?v=short',
    'https://youtube.com.evil.example/watch?v=KI7fMGRg0Wk',
    'https://notyoutube.com/watch?v=KI7fMGRg0Wk',
    'not an address',
  ])('of %s is no video', address => {
    expect(videoIdOf(address)).toBeNull()
  })

  test('is what the page declares, without campaign and fragment', () => {
    expect(
      canonicalAddress('https://www.a.example/x?utm_source=n&id=3#top', '/story?id=3&utm_medium=x#y'),
    ).toBe('https://www.a.example/story?id=3')
  })

  test.each([
    ['another site', 'https://b.example/x'],
    ['the front page', 'https://www.a.example/'],
    ['no address', 'https://'],
    ['a script', 'javascript:alert(1)'],
    ['an address with a password', 'https://me:secret@www.a.example/x'],
  ])('is the page’s own where it declares %s', (_, declared) => {
    expect(canonicalAddress('https://www.a.example/x?fbclid=1&page=2', declared)).toBe(
      'https://www.a.example/x?page=2',
    )
  })

  test('is the page’s own where every page of a list declares the first', () => {
    const own = 'https://a.example/list?page=2'
    expect(canonicalAddress(own, 'https://a.example/list')).toBe(own)
    expect(canonicalAddress(own, 'https://www.a.example/list?page=2')).toBe(
      'https://www.a.example/list?page=2',
    )
  })
})
