/** Failures of `lab`. Pure. */
import type { ProblemTable } from '../problem-kind.ts'

export const labProblems = {
  'lab.full': {
    status: 409,
    exit: 5,
    retry: false,
    say: 'All {slotCount} labs of this machine are taken: {labs}',
    zh: '本机的 {slotCount} 个实验环境都已占用：{labs}',
    next: 'Take one down: opads lab down --name NAME',
    nextZh: '先停掉一个：opads lab down --name NAME',
  },
  'lab.addresses-taken': {
    status: 409,
    exit: 5,
    retry: false,
    say: 'Others on this machine use the addresses of labs, 198.18.0.0/15: {others}',
    zh: '本机上的其他程序占用了实验环境的地址 198.18.0.0/15：{others}',
    next: 'Have that network use other addresses, or take it down for as long as the lab is up: ip route; ip address',
    nextZh: '请让该网络改用其他地址，或在实验环境运行期间停用它：ip route；ip address',
  },
  'lab.in-use': {
    status: 409,
    exit: 5,
    retry: false,
    say: 'Labs need the container engine: {labs}',
    zh: '以下实验环境仍在使用容器引擎：{labs}',
    next: 'Take them down first: opads lab down --name NAME',
    nextZh: '先停掉它们：opads lab down --name NAME',
  },
  'lab.unknown': {
    status: 404,
    exit: 4,
    retry: false,
    say: 'There is no lab "{lab}" on this machine',
    zh: '本机没有名为“{lab}”的实验环境',
    next: 'Labs of this machine: opads lab list',
    nextZh: '本机的实验环境：opads lab list',
  },
} as const satisfies ProblemTable
