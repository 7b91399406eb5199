import { config } from 'zod'

// The browser lets no page of an extension compile text, and notes each attempt as a violation: zod is told before
// the first shape is made, so this file is imported before any of them.
config({ jitless: true })
