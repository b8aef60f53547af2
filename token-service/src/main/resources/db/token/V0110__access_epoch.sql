-- Access tokens of the subject that are older than this are refused, whatever their grants are.
CREATE TABLE access_epoch (
  issuer  VARCHAR(255) NOT NULL,
  subject VARCHAR(255) NOT NULL,
  epoch   DATETIME(6)  NOT NULL,
  PRIMARY KEY (issuer, subject)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin;
