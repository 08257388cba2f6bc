import { prisma } from '../prisma'
import { Reach, within } from '../authorize'

export const findTask = (id: number, reach: Reach) =>
  prisma.task.findFirst({ where: { id, AND: within.task(reach) } })

export async function tasksOf(projectId: number, reach: Reach) {
  return prisma.task.findMany({
    where: {
      projectId,
      AND: within.task(reach),
    },
    orderBy: { id: 'asc' },
  })
}

export async function addTask(
  projectId: number,
  title: string,
) {
  return prisma.task.create({ data: { title, project: { connect: { id: projectId } } } })
}
