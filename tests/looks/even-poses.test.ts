import { lookAtPoses } from './look-at-poses.ts'

lookAtPoses(0, 2)
