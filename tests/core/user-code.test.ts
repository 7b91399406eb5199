import { expect, it } from 'vitest'
import { shownCode } from '../../core/contract/user-code.ts'

it.each([
  ['WDJBMJHT', 'WDJB-MJHT'],
  ['WDJB-MJHT', 'WDJB-MJHT'],
  ['WDJBMJH', 'WDJB-MJH'],
  ['WDJB', 'WDJB'],
])('shows %s as %s', (code, shown) => expect(shownCode(code)).toBe(shown))
