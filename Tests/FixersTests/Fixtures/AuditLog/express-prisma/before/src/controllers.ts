import { Router } from 'express';
import prisma from './prisma';

const router = Router();

router.get('/articles/:id', async (req, res) => {
  const article = await prisma.article.findFirst({
    where: { id: Number(req.params.id), authorId: req.user?.id },
  });
  res.json(article);
});

export default router;
