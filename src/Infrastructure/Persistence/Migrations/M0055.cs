using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace PupilSupport.Infrastructure.Persistence.Migrations;

[DbContext(typeof(AppDbContext)), Migration("00000000000055_vulnerability_statuses")]
internal sealed class M0055() : SqlMigration("0055_vulnerability_statuses.sql");
