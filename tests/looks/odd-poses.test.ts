import { lookAtPoses } from './look-at-poses.ts'

lookAtPoses(1, 2)
