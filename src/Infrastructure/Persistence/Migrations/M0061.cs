using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace PupilSupport.Infrastructure.Persistence.Migrations;

[DbContext(typeof(AppDbContext)), Migration("00000000000061_plan_review_evidence")]
internal sealed class M0061() : SqlMigration("0061_plan_review_evidence.sql");
