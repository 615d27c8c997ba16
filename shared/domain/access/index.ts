export { can, PERMISSIONS, permissionsOf, ROLES, type Permission, type Role } from './roles.ts';
export { passwordFlaws, PASSWORD_MIN_LENGTH, type PasswordFlaw } from './password.ts';
