import { prisma } from '../prisma'

export const findTask = (id: number) =>
  prisma.task.findFirst({ where: { id } })

export async function tasksOf(projectId: number) {
  return prisma.task.findMany({
    where: {
      projectId,
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
