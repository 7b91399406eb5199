/** Of the code that a mail brings, and how often it may be typed wrong. */
export const CODE_DIGITS = 8
export const CODE_MINUTES = 10
export const CODE_TRIES = 5
/** How long a device waits for somebody to approve it. */
export const PAIRING_MINUTES = 15
