using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace PupilSupport.Infrastructure.Persistence.Migrations;

[DbContext(typeof(AppDbContext)), Migration("00000000000023_tasks")]
internal sealed class M0023() : SqlMigration("0023_tasks.sql");
