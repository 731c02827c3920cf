using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace PupilSupport.Infrastructure.Persistence.Migrations;

[DbContext(typeof(AppDbContext)), Migration("00000000000044_supervision_and_coaching")]
internal sealed class M0044() : SqlMigration("0044_supervision_and_coaching.sql");
