export * from '../../../(shop)/cart/route';
