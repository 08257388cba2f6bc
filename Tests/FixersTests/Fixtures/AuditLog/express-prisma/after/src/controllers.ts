import { Router } from 'express';
import { audit } from './audit-logger';
import prisma from './prisma';

const router = Router();

router.get('/articles/:id', audit('articles'), async (req, res) => {
  const article = await prisma.article.findFirst({
    where: { id: Number(req.params.id), authorId: req.user?.id },
  });
  res.json(article);
});

export default router;
