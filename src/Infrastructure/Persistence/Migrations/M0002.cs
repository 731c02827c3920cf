using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace PupilSupport.Infrastructure.Persistence.Migrations;

[DbContext(typeof(AppDbContext)), Migration("00000000000002_access")]
internal sealed class M0002() : SqlMigration("0002_access.sql");
